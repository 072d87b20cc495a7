// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/programs_view.h"
#include "core/patients/open_resident.h"
#include "ui/followups/close_program_dialog.h"
#include "ui/followups/follow_up_words.h"
#include "ui/followups/form_words.h"
#include "ui/shell/words.h"
#include "ui/widgets/action_bar.h"
#include "ui/widgets/card.h"
#include "ui/widgets/patient_bar.h"
#include "ui/widgets/table.h"

#include <QShortcut>
#include <algorithm>

namespace yigong {

namespace {

constexpr int programKeys = 8; // Ctrl+1 to Ctrl+8

/// In one, fitting, possible, not fitting; within each by number.
int orderOf(const ResidentProgram &one)
{
    if (one.isIn())
        return 0;
    return one.fit == ProgramFit::Fits ? 1 : one.fit == ProgramFit::Possible ? 2 : 3;
}

} // namespace

ProgramsView::ProgramsView(Workplace &place, QWidget *parent)
    : QWidget(parent), m_place(place), m_bar(new PatientBar(this))
{
    auto *rows = makeColumn(0);
    setLayout(rows);
    rows->addWidget(m_bar);
    rows->addWidget(makeBody(), 1);
    rows->addWidget(makeActions());
    for (int number = 0; number < programKeys; ++number) {
        auto *key = new QShortcut(QKeySequence(static_cast<int>(Qt::CTRL) | (Qt::Key_1 + number)), this);
        key->setContext(Qt::WidgetWithChildrenShortcut);
        connect(key, &QShortcut::activated, this, [this, number] { act(number); });
    }
}

QWidget *ProgramsView::makeBody()
{
    auto *body = new QWidget(this);
    auto *column = makeColumn(12, {24, 16, 24, 16});
    body->setLayout(column);
    m_title = new Label(tr("Into which program?"), TextStyle::Title, Token::Text, body);
    column->addWidget(m_title);
    column->addWidget(new Label(tr("Whoever is in a program has a place in the plan from today on."), TextStyle::Body,
                                Token::Text2, body));
    auto *card = new Card({}, {}, body);
    card->setFlush();
    m_rows = new PagedModel<ResidentProgram>(
        {{tr("Key"), 84, Qt::AlignLeft},
         {tr("Program"), 190, Qt::AlignLeft},
         {tr("State"), 170, Qt::AlignLeft},
         {tr("Why, and what is next"), 0, Qt::AlignLeft}},
        [this](const ResidentProgram &one, int at) { return cellOf(one, at); }, this);
    m_table = new Table(tr("Programs"), 2, card);
    m_table->setRows(m_rows);
    card->body()->addWidget(m_table, 1);
    column->addWidget(card, 1);
    connect(m_table, &Table::rowActivated, this, &ProgramsView::act);
    connect(m_table, &Table::currentRowChanged, this, &ProgramsView::showActions);
    return body;
}

QWidget *ProgramsView::makeActions()
{
    m_actions = new ActionBar(this);
    m_actions->addKey(tr("Esc back"));
    m_forms = new Button(tr("Forms"), ButtonKind::Plain, Icon::Draft, QKeySequence(Qt::ALT | Qt::Key_O), m_actions);
    m_close = new Button(tr("End it"), ButtonKind::Normal, Icon::Close, QKeySequence(Qt::ALT | Qt::Key_X), m_actions);
    m_enter = new Button({}, ButtonKind::Primary, Icon::Plus, {}, m_actions);
    m_enter->setKeyCap(tr("Enter"));
    for (Button *button : {m_forms, m_close, m_enter})
        m_actions->addButton(button);
    connect(m_forms, &QPushButton::clicked, this, [this] { Q_EMIT formsRequested(m_patient, m_forms); });
    connect(m_close, &QPushButton::clicked, this, &ProgramsView::close);
    connect(m_enter, &QPushButton::clicked, this, [this] { act(m_table->currentRow()); });
    return m_actions;
}

QWidget *ProgramsView::firstFocus() const
{
    return m_table;
}

void ProgramsView::open(Id patient)
{
    if (patient != m_patient)
        m_rows->setRows({});
    m_patient = patient;
    const quint64 asked = m_question.ask();
    const QDate today = m_place.clock.today();
    const auto read = [actor = m_place.actor, patient, today](const Snapshot &s) -> Result<Read> {
        YIGONG_LET(resident, openResident(s, actor, patient));
        YIGONG_LET(programs, programsOf(s, actor, resident.patient.id, today));
        return Read{std::move(resident.patient), std::move(programs)};
    };
    whenReady(m_place.db.readLater(read), this, [this, asked](Result<Read> answer) {
        if (!m_question.isLatest(asked))
            return;
        if (!answer)
            return Q_EMIT failed(answer.error());
        show(std::move(*answer));
    });
}

void ProgramsView::refresh()
{
    if (!m_patient.isNone())
        open(m_patient);
}

void ProgramsView::show(Read read)
{
    m_read = std::move(read);
    m_patient = m_read->patient.id;
    m_bar->setPatient(summaryOf(m_read->patient, {}, m_place.clock.today()));
    std::stable_sort(m_read->programs.begin(), m_read->programs.end(),
                     [](const auto &a, const auto &b) { return orderOf(a) < orderOf(b); });
    const int row = std::max(m_table->currentRow(), 0);
    m_rows->setRows(m_read->programs);
    m_table->setCurrentRow(row);
    showActions();
    Q_EMIT shown();
}

const ResidentProgram *ProgramsView::chosen() const
{
    return m_rows->row(m_table->currentRow());
}

void ProgramsView::showActions()
{
    const ResidentProgram *at = chosen();
    const bool writes = m_place.may(Door::WriteFollowUp);
    m_close->setVisible(writes && at && at->isIn());
    m_enter->setVisible(writes && at);
    m_forms->setVisible(writes && m_read);
    if (!at)
        return;
    m_enter->setText(at->isIn() ? tr("Begin the form") : at->enrolment ? tr("Take back in") : tr("Take in"));
    m_enter->setIcon(at->isIn() ? Icon::Follow : Icon::Plus);
    m_enter->setBlockedReason(at->fit == ProgramFit::DoesNotFit && !at->isIn() ? whyOf(*at) : QString());
}

void ProgramsView::act(int row)
{
    const ResidentProgram *one = m_rows->row(row);
    if (!one || !m_place.may(Door::WriteFollowUp))
        return;
    m_table->setCurrentRow(row);
    if (one->isIn())
        return Q_EMIT formRequested(m_patient, one->next.nextForm);
    if (one->fit != ProgramFit::DoesNotFit)
        enrol(*one);
}

void ProgramsView::enrol(const ResidentProgram &one)
{
    const FollowUpProgram program = one.program;
    const bool comesBack = one.enrolment.has_value();
    const Id patient = m_patient;
    whenReady(m_place.db.writeLater(m_place.actor,
                                    [patient, program, comesBack](Transaction &tx) {
                                        if (comesBack)
                                            return reopenProgram(tx, patient, program);
                                        EnrolmentDraft draft;
                                        draft.patient = patient;
                                        draft.program = program;
                                        return enrolInProgram(tx, draft);
                                    }),
              this, [this, patient, program](const Result<Id> &enrolment) {
                  if (!enrolment)
                      return Q_EMIT failed(enrolment.error());
                  Q_EMIT enrolled(patient, program);
              });
}

void ProgramsView::close()
{
    const ResidentProgram *one = chosen();
    if (!one || !one->isIn())
        return;
    const FollowUpProgram program = one->program;
    auto *dialog = new CloseProgramDialog(m_place, m_patient, program, this); // goes once it is closed
    connect(dialog, &QDialog::accepted, this, [this, program] {
        Q_EMIT closed(m_patient, FollowUpWords::program(program));
        refresh();
    });
    dialog->open();
}

QString ProgramsView::whyOf(const ResidentProgram &one) const
{
    const QDate today = m_place.clock.today();
    if (one.isIn())
        return one.next.nextForm.isEmpty()
                   ? QString()
                   : FormWords::due(one.next.nextForm, one.next.nextStage) + QStringLiteral("，") +
                         FormWords::window(one.next.dueFrom, one.next.due, today);
    if (one.enrolment)
        return tr("left on %1: %2")
            .arg(dayOf(one.enrolment->closedOn, today), FormWords::closeReason(one.enrolment->closeReason));
    switch (one.program) {
    case FollowUpProgram::OlderPeople:
        return one.fit == ProgramFit::Fits ? tr("65 this year, or older") : tr("only from the year of 65 on");
    case FollowUpProgram::Child:
        return one.fit == ProgramFit::Fits ? tr("younger than seven")
                                           : tr("only before seven, with a whole birth date");
    case FollowUpProgram::Maternity:
        return one.fit == ProgramFit::Possible ? tr("a woman: one turn for each pregnancy")
                                               : tr("only women who may be pregnant");
    default:
        return one.fit == ProgramFit::Fits ? tr("stands on the card")
                                           : tr("not on the card: for whoever was diagnosed");
    }
}

Cell ProgramsView::cellOf(const ResidentProgram &one, int column) const
{
    const bool isOut = one.fit == ProgramFit::DoesNotFit && !one.isIn();
    switch (column) {
    case 0: {
        int number = 1;
        for (const ResidentProgram &other : m_read->programs) {
            if (other.program == one.program)
                break;
            ++number;
        }
        return Cell({isOut ? plain(QString()) : small(QStringLiteral("Ctrl+%1").arg(number))});
    }
    case 1:
        return Cell({isOut ? plain(FollowUpWords::program(one.program), Token::Text3)
                           : bold(FollowUpWords::program(one.program))},
                    {}, {}, FormWords::iconOf(one.program), isOut ? Token::Text3 : Token::Text2);
    case 2:
        if (one.isIn())
            return Cell::ofChip({ChipKind::Ok, tr("In it"), Icon::Check});
        if (one.enrolment)
            return Cell::ofChip({ChipKind::Outline, tr("Left it"), Icon::Undo});
        return one.fit == ProgramFit::Fits ? Cell::ofChip({ChipKind::Info, tr("Fits"), Icon::Flag}) : Cell();
    default: {
        const QString since =
            one.isIn() ? tr("since %1").arg(dayOf(one.enrolment->enrolledOn, m_place.clock.today())) : QString();
        return Cell({plain(whyOf(one), isOut ? Token::Text3 : Token::Text), soft(since)});
    }
    }
}

} // namespace yigong
