// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/encounters/visit_page.h"
#include "core/encounters/drafts.h"
#include "core/encounters/vitals.h"
#include "ui/encounters/diagnosis_row.h"
#include "ui/encounters/prescription_card.h"
#include "ui/encounters/spoken.h"
#include "ui/encounters/visit_side.h"
#include "ui/encounters/vitals_form.h"
#include "ui/shell/second_signature_dialog.h"
#include "ui/sync/conflict_case.h"
#include "ui/widgets/action_bar.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/enter_moves_on.h"
#include "ui/widgets/scroll_area.h"
#include <QShortcut>
#include <QStackedWidget>

namespace yigong {
namespace {

PatientSummary summaryOf(const VisitBasis &basis, QDate today)
{
    PatientSummary summary;
    summary.name = basis.patient.name;
    summary.sexAndAge = Spoken::sexAndAge(basis.patient.sex, basis.patient.birthDate, today);
    for (const AllergyIntolerance &allergy : basis.allergies)
        summary.allergies.append(VisitPage::tr("allergic to %1").arg(allergy.substance));
    for (const QString &condition : basis.patient.conditions)
        summary.conditions.append({ChipKind::Warn, Spoken::condition(condition), Icon::Pressure});
    summary.conditions = disputeChips(basis.conflicts) + summary.conditions;
    return summary;
}

QString valueOf(const std::vector<VitalEntry> &vitals, const char *code)
{
    for (const VitalEntry &entry : vitals)
        if (entry.code == QLatin1String(code))
            return entry.value;
    return {};
}

bool isVeryHigh(int systolic, int diastolic)
{
    return systolic >= 180 || diastolic >= 110;
}

} // namespace

VisitPage::VisitPage(Workplace &place, QWidget *parent) : Page(parent), m_place(place)
{
    build();
    m_rest.setSingleShot(true);
    m_rest.setInterval(savedAfter);
    connect(&m_rest, &QTimer::timeout, this, &VisitPage::save);
}

void VisitPage::build()
{
    auto *column = makeColumn(0);
    setLayout(column);
    m_stack = new QStackedWidget(this);
    column->addWidget(m_stack);
    m_stack->addWidget(new EmptyPage(Icon::Visit, tr("No resident chosen yet"),
                                     tr("Find them by name, initials or number (F3), then see them with F4."), nullptr,
                                     m_stack));
    auto *page = new QWidget(m_stack);
    auto *rows = makeColumn(0);
    page->setLayout(rows);
    m_bar = new PatientBar(page);
    m_drafted = new Chip({}, m_bar);
    m_bar->addRight(m_drafted);
    rows->addWidget(m_bar);
    rows->addWidget(buildForm(), 1);
    buildActions(rows);
    m_stack->addWidget(page);
    m_stack->addWidget(buildNote());
}

QWidget *VisitPage::buildForm()
{
    auto *content = new QWidget;
    auto *row = makeRow(12, {24, 12, 24, 12});
    content->setLayout(row);
    auto *main = makeColumn(12);
    row->addLayout(main, 1);

    auto *head = new Card({}, {}, content);
    m_complaint = new Field(tr("Complaint"), head);
    m_complaintRow = new FormRow(tr("Complaint"), m_complaint, head);
    m_vitals = new VitalsForm(head);
    m_diagnoses = new DiagnosisRow(m_place.codes, head);
    auto *vitalsRow = new FormRow(tr("Vital signs"), m_vitals, head);
    auto *diagnosisRow = new FormRow(tr("Diagnoses"), m_diagnoses, head);
    for (FormRow *formRow : {m_complaintRow, vitalsRow, diagnosisRow}) {
        formRow->setLabelWidthSp(56);
        head->body()->addWidget(formRow);
    }
    main->addWidget(head);

    m_prescription = new PrescriptionCard(m_place, content);
    main->addWidget(m_prescription);

    auto *tail = new Card({}, {}, content);
    m_advice = new TextArea(tr("Advice"), 1, tail);
    auto *adviceRow = new FormRow(tr("Advice"), m_advice, tail);
    adviceRow->setLabelWidthSp(56);
    tail->body()->addWidget(adviceRow);
    main->addWidget(tail);
    main->addStretch(1);

    m_side = new VisitSide(content);
    setFixedSizeSp(m_side, 276, 0);
    row->addWidget(m_side);

    connect(m_complaint, &QLineEdit::textEdited, this, [this] {
        m_complaint->setState(FieldState::Normal);
        changed();
    });
    connect(m_vitals, &VitalsForm::edited, this, &VisitPage::changed);
    connect(m_diagnoses, &DiagnosisRow::edited, this, &VisitPage::changed);
    connect(m_prescription, &PrescriptionCard::edited, this, &VisitPage::changed);
    connect(m_prescription, &PrescriptionCard::shelfRead, this, &VisitPage::showOutline);
    connect(m_prescription, &PrescriptionCard::failed, this, &Page::failed);
    connect(m_advice, &QPlainTextEdit::textChanged, this, &VisitPage::changed);
    connect(m_side, &VisitSide::referRequested, this, &VisitPage::refer);
    new EnterMovesOn(content);
    return new ScrollArea(content, this);
}

void VisitPage::buildActions(QLayout *column)
{
    auto *bar = new ActionBar(this);
    bar->setNote(Icon::Lock, {soft(tr("Once signed it is never changed, only amended"))});
    auto *refer = new Button(tr("Refer"), ButtonKind::Normal, Icon::Referral, QKeySequence(Qt::Key_F8), bar);
    connect(refer, &QPushButton::clicked, this, &VisitPage::refer);
    bar->addButton(refer);
    auto *keep = new Button(tr("Keep as draft"), ButtonKind::Normal, Icon::Draft, QKeySequence(Qt::Key_F9), bar);
    connect(keep, &QPushButton::clicked, this, &VisitPage::save);
    bar->addButton(keep);
    m_sign = new Button(tr("Sign"), ButtonKind::Primary, Icon::Check, QKeySequence(Qt::Key_F12), bar);
    m_sign->setPressedByEnter(false);
    connect(m_sign, &QPushButton::clicked, this, &VisitPage::sign);
    bar->addButton(m_sign);
    column->addWidget(bar);
}

QWidget *VisitPage::buildNote()
{
    auto *refer =
        new Button(tr("Refer with this visit"), ButtonKind::Primary, Icon::Referral, QKeySequence(Qt::Key_F8), this);
    connect(refer, &QPushButton::clicked, this, &VisitPage::refer);
    m_note = new EmptyPage(Icon::Ok, {}, {}, refer, m_stack);
    return m_note;
}

QWidget *VisitPage::firstFocus()
{
    return m_stack->currentIndex() == Form ? m_complaint : nullptr;
}

void VisitPage::open(const QVariant &argument)
{
    const auto patient = Id::parse(argument.toString());
    if (!patient)
        return;
    if (m_basis && m_basis->patient.id == *patient && m_stack->currentIndex() == Form)
        return; // back to what is being written
    leavePatient();
    load(*patient);
}

/// What is being written stays; what the shelf holds may have changed, and what is known of the resident.
void VisitPage::refresh()
{
    if (m_stack->currentIndex() != Form || !m_basis)
        return;
    m_prescription->readShelves();
    const Id patient = m_basis->patient.id;
    auto basis =
        m_place.db.readLater([actor = m_place.actor, patient, &codes = m_place.codes](const Snapshot &snapshot) {
            return visitBasis(snapshot, actor, patient, codes);
        });
    whenReady(basis, this, [this, patient](Result<VisitBasis> read) {
        if (!read || !m_basis || m_basis->patient.id != patient)
            return; // somebody else is on the page by now
        m_basis->patient = std::move(read->patient);
        m_basis->allergies = std::move(read->allergies);
        m_basis->conflicts = std::move(read->conflicts);
        showBar();
    });
}

bool VisitPage::stepBack()
{
    if (m_stack->currentIndex() == Form)
        save();
    return false;
}

/// The former resident's draft is kept before another one is shown.
void VisitPage::leavePatient()
{
    m_rest.stop();
    if (m_basis && m_stack->currentIndex() == Form)
        save();
    m_basis.reset();
    m_saveAgain = false;
    m_refersAfter = false;
    m_signing = false;
}

void VisitPage::load(Id patient)
{
    const auto asked = m_question.ask();
    auto basis =
        m_place.db.readLater([actor = m_place.actor, patient, &codes = m_place.codes](const Snapshot &snapshot) {
            return visitBasis(snapshot, actor, patient, codes);
        });
    whenReady(basis, this, [this, asked](Result<VisitBasis> read) {
        if (!m_question.isLatest(asked))
            return;
        if (!read)
            return Q_EMIT failed(read.error());
        show(std::move(*read));
    });
}

void VisitPage::show(VisitBasis basis)
{
    m_basis = std::move(basis);
    m_start = m_place.clock.now();
    m_draftId = {};
    m_saving = false;
    showBar();
    m_vitals->setTarget(PressureTarget::of(m_basis->patient, m_place.clock.today()));
    m_vitals->setLastTime(m_basis->lastVitals);
    m_prescription->setBasis(*m_basis);
    VisitDraft start;
    start.patient = m_basis->patient.id;
    showDraft(m_basis->draft.value_or(start));
    m_stack->setCurrentIndex(Form);
    if (isVisible())
        m_complaint->setFocus();
}

void VisitPage::showBar()
{
    m_bar->setPatient(summaryOf(*m_basis, m_place.clock.today()));
}

void VisitPage::showDraft(const VisitDraft &shown)
{
    m_draftId = shown.id;
    if (!shown.start.isNone())
        m_start = shown.start;
    m_complaint->setText(shown.complaint);
    m_complaint->setState(FieldState::Normal);
    m_vitals->setVitals(shown.vitals);
    m_diagnoses->setDiagnoses(shown.diagnoses);
    m_diagnoses->complain({});
    m_prescription->setLines(shown.prescription);
    const QSignalBlocker quiet(m_advice);
    m_advice->setText(shown.advice);
    m_saved = draft();
    m_drafted->setSpec(shown.id.isNone() ? ChipSpec{} : ChipSpec{ChipKind::Outline, tr("Draft"), Icon::Draft});
    showOutline();
}

VisitDraft VisitPage::draft() const
{
    VisitDraft written = m_basis->draft.value_or(VisitDraft{});
    written.id = m_draftId;
    written.patient = m_basis->patient.id;
    written.start = m_start;
    written.complaint = m_complaint->text();
    written.vitals = m_vitals->vitals();
    written.diagnoses = m_diagnoses->diagnoses();
    written.prescription = m_prescription->lines();
    written.advice = m_advice->text();
    return written;
}

void VisitPage::changed()
{
    if (!m_basis || m_signing)
        return;
    m_rest.start();
    showOutline();
}

void VisitPage::showOutline()
{
    if (!m_basis)
        return;
    const VisitDraft written = draft();
    VisitOutline outline;
    outline.measured = static_cast<int>(written.vitals.size());
    const int systolic = valueOf(written.vitals, vital::systolic).toInt();
    const int diastolic = valueOf(written.vitals, vital::diastolic).toInt();
    if (systolic > 0 && diastolic > 0) {
        const PressureTarget target = PressureTarget::of(m_basis->patient, m_place.clock.today());
        const int before = m_basis->lastVitals.value(QString::fromLatin1(vital::systolic)).value.toInt();
        const int beforeLow = m_basis->lastVitals.value(QString::fromLatin1(vital::diastolic)).value.toInt();
        outline.pressure = QStringLiteral("%1/%2").arg(systolic).arg(diastolic);
        outline.veryHigh = isVeryHigh(systolic, diastolic);
        outline.aboveAgain = target.isMissedBy(systolic, diastolic) && target.isMissedBy(before, beforeLow);
    }
    for (const DiagnosisEntry &entry : written.diagnoses)
        outline.diagnoses.insert(entry.primary ? 0 : outline.diagnoses.size(), entry.name);
    outline.lines = static_cast<int>(written.prescription.size());
    outline.handedOut = m_prescription->handedOut();
    outline.month = civilDay(m_start).month();
    outline.drugs = m_prescription->drugFee();
    outline.consultation = written.consultationFee;
    m_side->setOutline(outline);
    m_sign->setText(outline.handedOut > 0 ? tr("Sign and hand out") : tr("Sign"));
    m_sign->setBlockedReason(m_prescription->blockedReason());
}

bool VisitPage::isWorthKeeping() const
{
    return m_basis && !(draft() == m_saved);
}

bool VisitPage::hasUnsavedEntry() const
{
    return m_saving || m_signing || (m_stack->currentIndex() == Form && isWorthKeeping());
}

/// One save at a time: the first answers the draft's id, which the next must carry.
void VisitPage::save()
{
    m_rest.stop();
    if (m_signing || !isWorthKeeping())
        return;
    if (m_saving) {
        m_saveAgain = true;
        return;
    }
    m_saving = true;
    const VisitDraft written = draft();
    const auto saved =
        m_place.db.writeLater(m_place.actor, [written](Transaction &tx) { return saveDraft(tx, written); });
    whenReady(saved, this, [this, written](Result<Id> id) {
        if (!m_basis || m_basis->patient.id != written.patient)
            return;
        m_saving = false;
        if (!id)
            return Q_EMIT failed(id.error());
        m_draftId = *id;
        m_saved = written;
        m_saved.id = *id;
        showDrafted(m_place.clock.now());
        Q_EMIT draftSaved();
        if (std::exchange(m_saveAgain, false))
            save();
    });
}

void VisitPage::showDrafted(Instant at)
{
    m_drafted->setSpec({ChipKind::Outline, tr("Draft, saved %1").arg(civilTime(at)), Icon::Draft});
}

void VisitPage::sign()
{
    if (!m_basis || m_signing || !m_sign->blockedReason().isEmpty())
        return;
    const VisitCheck check =
        checkVisit(completed(draft(), m_place.codes), m_place.codes, m_basis->allergyWords, m_place.clock.now());
    if (!check.isClosable()) {
        m_refersAfter = false;
        if (!complainOf(check.errors.front()))
            Q_EMIT failed(check.errors.front());
        return;
    }
    if (!confirmSigning(check.warnings)) {
        m_refersAfter = false;
        return;
    }
    const QStringList guarded = m_prescription->underTwoSignatures();
    if (guarded.isEmpty())
        return close({});
    const auto signedBeside = [this, patient = m_basis->patient.id](const SecondSignature &second) {
        if (m_basis && m_basis->patient.id == patient)
            close(second);
    };
    auto *dialog = new SecondSignatureDialog(
        m_place, tr("Handed out to %1: %2").arg(m_basis->patient.name, guarded.join(u'；')), signedBeside, this);
    connect(dialog, &QDialog::rejected, this, [this] { m_refersAfter = false; });
    dialog->open();
}

/// Puts an error to the field that it is about; false where there is none.
bool VisitPage::complainOf(const Error &error)
{
    const QString sentence = Spoken::fault(error);
    if (error.field == u"complaint") {
        m_complaint->setState(FieldState::Error, sentence);
        m_complaint->setFocus();
    } else if (error.field.startsWith(u"vitals.")) {
        return m_vitals->complain(error.field.mid(7), sentence);
    } else if (error.field.startsWith(u"diagnoses")) {
        m_diagnoses->complain(sentence);
    } else if (error.field.startsWith(u"prescription.")) {
        m_prescription->complain(error.field.mid(13), sentence);
    } else {
        return false;
    }
    return true;
}

QString VisitPage::wordsOf(const VisitWarning &warning)
{
    const auto arg = [&warning](qsizetype at) { return warning.args.value(at); };
    switch (warning.caution) {
    case VisitCaution::Implausible:
        return tr("%1 %2 %3: is this right?").arg(arg(0), arg(1), arg(2));
    case VisitCaution::High:
        return tr("%1 %2 %3 is high.").arg(arg(0), arg(1), arg(2));
    case VisitCaution::Low:
        return tr("%1 %2 %3 is low.").arg(arg(0), arg(1), arg(2));
    case VisitCaution::PressureReversed:
        return tr("Pressure %1/%2: is the upper value first?").arg(arg(0), arg(1));
    case VisitCaution::AllergyCaution:
        return tr("%1: care, allergic to %2.").arg(arg(0), arg(1));
    case VisitCaution::LongSupply:
        return tr("%1 for %2 days, usual are up to %3.").arg(arg(0), arg(1), arg(2));
    case VisitCaution::ManyDrugs:
        return tr("%1 drugs on one slip.").arg(arg(0));
    case VisitCaution::SameDrugTwice:
        return tr("%1 is there twice.").arg(arg(0));
    }
    return {};
}

bool VisitPage::confirmSigning(const std::vector<VisitWarning> &warnings)
{
    Dialog dialog(tr("Sign this visit?"), this);
    for (const VisitWarning &warning : warnings)
        dialog.body()->addWidget(new RunsLabel({plain(wordsOf(warning), Token::Warn)}, &dialog));
    dialog.addSentence(m_prescription->handedOut() > 0
                           ? tr("%n drug(s) leave the shelf. Once signed, the visit is never changed, only amended.",
                                nullptr, m_prescription->handedOut())
                           : tr("Once signed, the visit is never changed, only amended."));
    dialog.addReject(tr("Not yet"));
    dialog.addAccept(m_sign->text(), ButtonKind::Primary, QKeySequence(Qt::Key_F12))->setFocus();
    return dialog.exec() == QDialog::Accepted;
}

void VisitPage::close(const std::optional<SecondSignature> &second)
{
    m_signing = true;
    m_rest.stop();
    const VisitDraft written = draft();
    const auto closed =
        m_place.db.writeLater(m_place.actor, [written, second, &codes = m_place.codes](Transaction &tx) {
            return closeVisit(tx, written, codes, second);
        });
    whenReady(closed, this, [this, patient = written.patient](Result<ClosedVisit> done) {
        if (!m_basis || m_basis->patient.id != patient)
            return;
        m_signing = false;
        if (done)
            return showSigned(*done);
        m_refersAfter = false;
        if (!complainOf(done.error()))
            Q_EMIT failed(done.error());
        m_prescription->readShelves();
    });
}

void VisitPage::showSigned(const ClosedVisit &closed)
{
    m_signedVisit = closed.encounter;
    m_note->setWords(tr("Signed: %1, visit %2").arg(m_basis->patient.name, closed.number),
                     closed.handedOut.empty() ? tr("Fees %1 yuan.").arg(closed.fee.yuan())
                                              : tr("%n drug(s) handed out, fees %1 yuan.", nullptr,
                                                   static_cast<int>(closed.handedOut.size()))
                                                    .arg(closed.fee.yuan()));
    m_stack->setCurrentIndex(Signed);
    Q_EMIT dataChanged();
    Q_EMIT visitSigned(closed.encounter);
    Q_EMIT toastRequested(tr("Signed. F8 refers %1 with this visit.").arg(m_basis->patient.name));
    if (std::exchange(m_refersAfter, false))
        refer();
}

/// A referral carries a signed visit: while it is still being written, signing comes first.
void VisitPage::refer()
{
    if (!m_basis)
        return;
    if (m_stack->currentIndex() != Signed) {
        m_refersAfter = true;
        return sign();
    }
    Q_EMIT pageRequested(QStringLiteral("referrals"),
                         QVariantMap{{QStringLiteral("patient"), m_basis->patient.id.text()},
                                     {QStringLiteral("encounter"), m_signedVisit.text()}});
}

} // namespace yigong
