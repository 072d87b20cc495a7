// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/household_card.h"
#include "ui/patients/household_dialogs.h"
#include "ui/shell/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_page.h"
#include "ui/widgets/label.h"
#include "ui/widgets/table.h"

namespace yigong {

namespace {

QString needWord(CareNeed need)
{
    switch (need) {
    case CareNeed::Child:
        return HouseholdCard::tr("small child");
    case CareNeed::OldAlone:
        return HouseholdCard::tr("old and alone");
    case CareNeed::VeryOld:
        return HouseholdCard::tr("80 or older");
    case CareNeed::Mental:
        return HouseholdCard::tr("mental illness");
    case CareNeed::Disability:
        return HouseholdCard::tr("disability");
    }
    return {};
}

} // namespace

HouseholdCard::HouseholdCard(Workplace &workplace, QWidget *parent)
    : QWidget(parent), m_workplace(workplace),
      m_members(new PagedModel<HouseholdMember>(
          {{tr("Member"), 0, Qt::AlignLeft}, {tr("Looked after by"), 210, Qt::AlignLeft}},
          [this](const HouseholdMember &member, int column) { return cellOf(member, column); }, this))
{
    auto *column = makeColumn(0);
    setLayout(column);
    m_card = new Card(tr("Household"), QStringLiteral(" "), this);
    m_card->setFlush();
    m_list = new Table(tr("Members"), 2, m_card);
    m_list->setRows(m_members);
    m_list->setEmptyPage(new EmptyPage(Icon::House, tr("In no household"),
                                       tr("Make one with this resident as its head, or add them to another's."),
                                       nullptr, m_list));
    m_where = new RunsLabel({}, m_card);
    m_where->setElided(true);
    auto *where = makeRow(0, {12, 8, 12, 8});
    where->addWidget(m_where);
    m_card->body()->addLayout(where);
    m_card->body()->addWidget(m_list, 1);
    auto *buttons = makeRow(8, {12, 8, 12, 8});
    m_make = new Button(tr("Make a household"), ButtonKind::Normal, Icon::House, {}, m_card);
    m_join = new Button(tr("Add a member"), ButtonKind::Normal, Icon::Plus, {}, m_card);
    m_carer = new Button(tr("Who looks after them"), ButtonKind::Normal, Icon::User, {}, m_card);
    m_head = new Button(tr("Is the head now"), ButtonKind::Plain, Icon::None, {}, m_card);
    m_leave = new Button(tr("Left the household"), ButtonKind::Plain, Icon::None, {}, m_card);
    for (Button *button : {m_make, m_join, m_carer, m_head, m_leave})
        buttons->addWidget(button);
    buttons->addStretch(1);
    m_card->body()->addWidget(new Rule(Qt::Horizontal, m_card));
    m_card->body()->addLayout(buttons);
    column->addWidget(m_card, 1);
    connect(m_make, &QPushButton::clicked, this, &HouseholdCard::make);
    connect(m_join, &QPushButton::clicked, this, &HouseholdCard::join);
    connect(m_leave, &QPushButton::clicked, this, &HouseholdCard::leave);
    connect(m_head, &QPushButton::clicked, this, &HouseholdCard::head);
    connect(m_carer, &QPushButton::clicked, this, &HouseholdCard::carer);
    connect(m_list, &Table::rowActivated, this, [this](int row) {
        if (const HouseholdMember *member = m_members->row(row); member && member->patient.id != m_patient)
            Q_EMIT patientRequested(member->patient.id);
    });
}

Cell HouseholdCard::cellOf(const HouseholdMember &member, int column) const
{
    const Patient &p = member.patient;
    if (column == 1) {
        if (member.carerName.isEmpty())
            return member.needs.empty() ? Cell() : Cell::ofChip({ChipKind::Warn, tr("nobody said"), Icon::Warn});
        return Cell({plain(member.carerName)}, {small(member.carerRelation)});
    }
    Runs second{small(p.householdRelation.isEmpty() ? tr("relation not said") : p.householdRelation)};
    for (const CareNeed need : member.needs)
        second.append(small(needWord(need), Token::Warn));
    if (!member.caresFor.empty())
        second.append(small(tr("looks after %n", nullptr, static_cast<int>(member.caresFor.size()))));
    Cell cell({bold(p.name), plain(sexAndAge(p.sex, p.birthDate, m_workplace.clock.today()))}, second);
    if (!p.deceasedOn.isNone())
        cell.chip = {ChipKind::Outline, tr("Deceased"), Icon::Info};
    else if (p.leftOn.isValid())
        cell.chip = {ChipKind::Outline, tr("Moved out"), Icon::Info};
    else if (p.id == m_view.household.head)
        cell.chip = {ChipKind::Plain, tr("Head"), Icon::House};
    return cell;
}

const HouseholdMember *HouseholdCard::current() const
{
    return m_members->row(m_list->currentRow());
}

void HouseholdCard::showHousehold(Id patient)
{
    m_patient = patient;
    const auto asked = m_question.ask();
    whenReady(m_workplace.db.readLater(
                  [actor = m_workplace.actor, patient](const Snapshot &s) { return householdOf(s, actor, patient); }),
              this, [this, asked](const Result<HouseholdView> &view) {
                  if (!m_question.isLatest(asked))
                      return;
                  if (!view)
                      return Q_EMIT failed(view.error());
                  fill(*view);
              });
}

void HouseholdCard::fill(const HouseholdView &view)
{
    m_view = view;
    m_members->setRows(view.members);
    const bool isThere = !view.members.empty(), mayWrite = m_workplace.may(Door::EditPatient);
    m_card->setNote(isThere ? tr("%n member(s)", nullptr, static_cast<int>(view.members.size())) : QString());
    Runs where;
    for (const QString &word : {view.household.address, view.household.number})
        if (!word.isEmpty())
            where.append(small(word, Token::Text2));
    m_where->setRuns(where);
    m_where->setVisible(!where.isEmpty());
    m_make->setVisible(mayWrite && !isThere);
    for (Button *button : {m_join, m_carer, m_head, m_leave})
        button->setVisible(mayWrite && isThere);
    for (int row = 0; row < static_cast<int>(view.members.size()); ++row)
        if (view.members[static_cast<std::size_t>(row)].patient.id == m_patient)
            m_list->setCurrentRow(row);
}

void HouseholdCard::write(Act act, const QString &sentence)
{
    whenReady(m_workplace.db.writeLater(m_workplace.actor, [act = std::move(act)](Transaction &tx) { return act(tx); }),
              this, [this, sentence](const Result<void> &answer) {
                  if (!answer)
                      return Q_EMIT failed(answer.error());
                  showHousehold(m_patient);
                  Q_EMIT changed(sentence);
              });
}

void HouseholdCard::make()
{
    write(
        [patient = m_patient](Transaction &tx) {
            return makeHousehold(tx, {patient, {}, {}, {}, {}}).transform([](const Id &) {});
        },
        tr("The household is made"));
}

void HouseholdCard::join()
{
    auto *dialog = new PersonAndRelation(m_workplace, PersonAndRelation::Asks::Member, tr("Add a member"), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        write([who = dialog->patient(), home = m_view.household.id,
               relation = dialog->relation()](Transaction &tx) { return joinHousehold(tx, who, home, relation); },
              tr("The household has a new member"));
    });
    dialog->open();
}

void HouseholdCard::leave()
{
    if (const HouseholdMember *member = current())
        write([who = member->patient.id](Transaction &tx) { return leaveHousehold(tx, who); },
              tr("%1 is in no household now").arg(member->patient.name));
}

void HouseholdCard::head()
{
    const HouseholdMember *member = current();
    if (!member || member->patient.id == m_view.household.head)
        return;
    const auto relation = askReason(this, tr("%1 is the head now").arg(member->patient.name),
                                    tr("What is the former head to them? e.g. 父亲"), tr("Save"));
    if (relation)
        write([home = m_view.household.id, who = member->patient.id,
               said = *relation](Transaction &tx) { return changeHead(tx, home, who, said); },
              tr("%1 is the head now").arg(member->patient.name));
}

void HouseholdCard::carer()
{
    const HouseholdMember *member = current();
    if (!member)
        return;
    auto *dialog = new PersonAndRelation(m_workplace, PersonAndRelation::Asks::Carer,
                                         tr("Who looks after %1").arg(member->patient.name), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, who = member->patient.id] {
        const CarerDraft draft{dialog->patient(), dialog->name(), dialog->phone(), dialog->relation()};
        write([who, draft](Transaction &tx) { return setCarer(tx, who, draft); }, tr("It is written down"));
    });
    dialog->open();
}

} // namespace yigong
