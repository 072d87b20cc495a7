// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/file_view.h"
#include "core/patients/file_completeness.h"
#include "core/security/audit.h"
#include "core/sites/colleagues.h"
#include "ui/print/file_pdf.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/enter_moves_on.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/label.h"
#include "ui/widgets/scroll_area.h"

#include <QPrintDialog>
#include <QPrinter>
#include <algorithm>

namespace yigong {

namespace {

constexpr int formLabel = 124, formBefore = 96; // between the list and the side: a form of 585

Result<OpenedFile> readFile(const Snapshot &s, const Actor &actor, Id patient)
{
    OpenedFile opened;
    YIGONG_LET(file, openResidentFile(s, actor, patient));
    YIGONG_LET(events, residentEventsOf(s, file.patient.id));
    YIGONG_LET(rules, FileRules::of(s));
    YIGONG_LET(people, colleaguesAt(s, file.patient.site));
    YIGONG_LET(by, practitionerName(s, file.form.establishedBy));
    opened.people = std::move(people);
    const auto isKnown = [&opened](Id id) {
        return std::any_of(opened.people.begin(), opened.people.end(),
                           [id](const Practitioner &one) { return one.id == id; });
    };
    for (const Id &id : {file.form.doctor, file.form.establishedBy, actor.practitioner}) {
        if (id.isNone() || isKnown(id))
            continue;
        YIGONG_LET(one, s.find<Practitioner>(id));
        if (one)
            opened.people.push_back(*one);
    }
    opened.missing = missingItems(file, rules, civilDay(s.now()));
    opened.establishedBy = by;
    opened.events = std::move(events);
    opened.file = std::move(file);
    return opened;
}

} // namespace

ResidentFileView::ResidentFileView(Workplace &workplace, QWidget *parent) : QWidget(parent), m_workplace(workplace)
{
    auto *column = makeColumn(8);
    setLayout(column);
    column->addWidget(makeHead());
    m_complaint = new Label(QString(), TextStyle::Body, Token::Danger, this);
    m_complaint->setWordWrap(true);
    m_complaint->hide();
    column->addWidget(m_complaint);
    auto *content = new QWidget(this);
    build(content);
    column->addWidget(new ScrollArea(content, this), 1);
    auto *moves = new EnterMovesOn(content);
    connect(moves, &EnterMovesOn::endReached, this, [this] { m_save->setFocus(); });
}

QWidget *ResidentFileView::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = makeRow(8);
    head->setLayout(row);
    auto *words = makeColumn(2);
    m_standing = new Label(QString(), TextStyle::Section, Token::Text, head);
    m_lacking = new RunsLabel({}, head);
    m_lacking->setElided(true);
    words->addWidget(m_standing);
    words->addWidget(m_lacking);
    row->addLayout(words, 1);
    m_print = new Button(tr("Print"), ButtonKind::Normal, Icon::Print, QKeySequence(Qt::CTRL | Qt::Key_P), head);
    m_save = new Button(tr("Save"), ButtonKind::Normal, Icon::Check, QKeySequence(Qt::CTRL | Qt::Key_S), head);
    row->addWidget(m_print);
    row->addWidget(m_save);
    m_save->setVisible(m_workplace.may(Door::EditPatient));
    connect(m_save, &QPushButton::clicked, this, &ResidentFileView::save);
    connect(m_print, &QPushButton::clicked, this, &ResidentFileView::print);
    return head;
}

void ResidentFileView::build(QWidget *content)
{
    auto *column = makeColumn(12);
    content->setLayout(column);
    Card *card = nullptr;
    std::optional<BasicPart> part;
    for (const BasicField &field : basicFields()) {
        if (part != field.part) {
            part = field.part;
            card = new Card({}, {}, content);
            auto *head = new FormHead(titleOf(field.part), tr("before"), card);
            head->setLastTimeWidthSp(formBefore);
            card->body()->addWidget(head);
            column->addWidget(card);
        }
        card->body()->addWidget(m_rows.value(addRow(card, field)->field().columnText()));
    }
    column->addStretch(1);
}

FileInput *ResidentFileView::addRow(QWidget *card, const BasicField &field)
{
    auto *row = new FormRow(field.nameText(), nullptr, card);
    row->setLabelWidthSp(formLabel);
    row->setLastTimeWidthSp(formBefore);
    auto *input = new FileInput(field, row);
    row->addControl(input->control());
    if (!qobject_cast<Field *>(input->control()) || !field.columnText().endsWith(u"address"))
        row->addStretch();
    row->setLastTime({});
    m_rows.insert(field.columnText(), row);
    m_inputs.push_back(input);
    connect(input, &FileInput::edited, this, [this, input] {
        input->setState(FieldState::Normal);
        m_complaint->hide();
    });
    connect(input, &FileInput::revealed, this,
            [this, input] { m_workplace.noteRevealed(m_patient, input->field().columnText()); });
    return input;
}

void ResidentFileView::showFile(Id patient)
{
    if (patient == m_patient && isChanged())
        return;
    if (patient != m_patient) {
        stash();
        m_opened.reset();
    }
    m_patient = patient;
    const auto asked = m_question.ask();
    whenReady(m_workplace.db.readLater(
                  [actor = m_workplace.actor, patient](const Snapshot &s) { return readFile(s, actor, patient); }),
              this, [this, asked](const Result<OpenedFile> &opened) {
                  if (!m_question.isLatest(asked))
                      return;
                  if (!opened)
                      return Q_EMIT failed(opened.error());
                  fill(*opened);
              });
}

void ResidentFileView::stash()
{
    if (!m_opened)
        return;
    QHash<QString, QString> typed;
    for (const FileInput *input : m_inputs)
        if (const QString text = input->text(); text != m_shown.value(input->field().columnText()))
            typed.insert(input->field().columnText(), text);
    if (!typed.isEmpty())
        m_unsaved.insert(m_patient, typed);
}

void ResidentFileView::fill(const OpenedFile &opened)
{
    m_opened = opened;
    m_complaint->hide();
    Options people{{QString(), QStringLiteral("—")}};
    for (const Practitioner &one : opened.people)
        people.append({one.id.text(), one.name});
    const bool mayWrite = m_workplace.may(Door::EditPatient);
    for (FileInput *input : m_inputs) {
        input->setPeople(people);
        input->show(opened.file);
        input->setEnabled(mayWrite);
        m_shown.insert(input->field().columnText(), input->text());
    }
    const QHash<QString, QString> typed = m_unsaved.take(m_patient);
    for (FileInput *input : m_inputs)
        if (const auto text = typed.constFind(input->field().columnText()); text != typed.constEnd())
            input->type(*text);
    showMissing();
    showHistory();
}

void ResidentFileView::showMissing()
{
    const QStringList &missing = m_opened->missing;
    const int lacking = static_cast<int>(missing.size());
    if (lacking == 0)
        m_standing->setText(tr("The file is complete"));
    else if (!m_opened->file.isFilled)
        m_standing->setText(tr("Not filled in yet, %n item(s) missing", nullptr, lacking));
    else
        m_standing->setText(tr("%n item(s) missing", nullptr, lacking));
    Runs words;
    for (const QString &column : missing)
        if (const BasicField *field = basicField(column))
            words.append(small(field->nameText(), Token::Warn));
    if (words.isEmpty() && m_opened->file.form.establishedOn.isValid())
        words.append(small(
            tr("since %1, by %2")
                .arg(dayOf(m_opened->file.form.establishedOn, m_workplace.clock.today()), m_opened->establishedBy)));
    m_lacking->setRuns(words);
}

/// The latest former value of each field with its day, as the paper has it beside the new one.
void ResidentFileView::showHistory()
{
    const QDate today = m_workplace.clock.today();
    for (const auto &[column, row] : m_rows.asKeyValueRange()) {
        const auto changed = std::find_if(m_opened->events.begin(), m_opened->events.end(),
                                          [&column = column](const ResidentEvent &event) {
                                              return event.kind == ResidentEventKind::Changed && event.what == column;
                                          });
        QString text;
        if (changed != m_opened->events.end()) {
            const BasicField &field = *basicField(column);
            QString words = wordsFor(field, changed->before, m_opened->file.form.formVersion);
            if (field.kind == BasicKind::Number)
                words = words.right(4).rightJustified(8, u'*');
            text = words + u' ' + dayOf(changed->day.earliest(), today);
        }
        row->setLastTime(text);
    }
}

bool ResidentFileView::hasUnsavedEntry() const
{
    return !m_unsaved.isEmpty() || isChanged();
}

bool ResidentFileView::isChanged() const
{
    return m_opened && std::any_of(m_inputs.begin(), m_inputs.end(), [this](const FileInput *input) {
               return input->text() != m_shown.value(input->field().columnText());
           });
}

Result<void> ResidentFileView::takeInto(ResidentFile &file) const
{
    for (const FileInput *input : m_inputs) {
        const QString text = input->text();
        if (text != m_shown.value(input->field().columnText()))
            YIGONG_TRY(setField(file, input->field(), text));
    }
    return {};
}

void ResidentFileView::save()
{
    if (!m_opened || !m_save->isVisible())
        return;
    ResidentFile after = m_opened->file;
    if (const auto taken = takeInto(after); !taken)
        return complain(taken.error());
    m_save->setEnabled(false);
    whenReady(m_workplace.db.writeLater(
                  m_workplace.actor,
                  [before = m_opened->file, after](Transaction &tx) { return saveResidentFile(tx, before, after); }),
              this, [this](const Result<bool> &answer) { finished(answer); });
}

void ResidentFileView::finished(const Result<bool> &answer)
{
    m_save->setEnabled(true);
    if (!answer)
        return complain(answer.error());
    m_opened.reset(); // nothing is unsaved any more
    showFile(m_patient);
    Q_EMIT saved();
}

void ResidentFileView::complain(const Error &error)
{
    const BasicField *field = basicField(error.field);
    QString words = sentence(error);
    if (field)
        words = field->nameText() + QStringLiteral("：") + words;
    m_complaint->setText(words);
    m_complaint->show();
    for (FileInput *input : m_inputs) {
        if (!field || input->field().columnText() != field->columnText())
            continue;
        input->setState(FieldState::Error);
        input->focus();
    }
}

void ResidentFileView::focusFirst()
{
    for (FileInput *input : m_inputs)
        if (!input->field().isFixed)
            return input->focus();
}

void ResidentFileView::focusMissing()
{
    if (m_opened)
        for (FileInput *input : m_inputs)
            if (m_opened->missing.contains(input->field().columnText()) && !input->field().isFixed)
                return input->focus();
    focusFirst();
}

void ResidentFileView::print()
{
    if (!m_opened)
        return;
    whenReady(m_workplace.db.readLater([actor = m_workplace.actor,
                                        patient = m_patient](const Snapshot &s) -> Result<std::vector<FilePaper>> {
        std::vector<FilePaper> papers;
        for (const FilePaperKind kind : {FilePaperKind::Cover, FilePaperKind::BasicForm, FilePaperKind::Card}) {
            YIGONG_LET(paper, filePaper(s, actor, patient, kind));
            papers.push_back(std::move(paper));
        }
        return papers;
    }),
              this, [this](const Result<std::vector<FilePaper>> &papers) {
                  if (!papers)
                      return Q_EMIT failed(papers.error());
                  QPrinter printer(QPrinter::HighResolution);
                  setUpFilePage(printer);
                  QPrintDialog choice(&printer, this);
                  if (choice.exec() != QDialog::Accepted)
                      return;
                  drawFilePapers(printer, *papers);
                  note(m_workplace.db, m_workplace.actor, AuditKind::Printed, QStringLiteral("resident-file all"),
                       static_cast<qint64>(papers->size()), m_patient);
              });
}

} // namespace yigong
