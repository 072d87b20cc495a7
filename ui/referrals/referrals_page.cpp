// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/referrals/referrals_page.h"
#include "core/patients/patient_text.h"
#include "ui/encounters/spoken.h"
#include "ui/referrals/referral_detail.h"
#include "ui/referrals/referral_words.h"
#include "ui/referrals/send_form.h"
#include "ui/widgets/page_head.h"
#include <QStackedWidget>

namespace yigong {
namespace {

const QString outward = QStringLiteral("out");
const QString inward = QStringLiteral("in");
const QString openGroup = QStringLiteral("open");
const QString waitingGroup = QStringLiteral("waiting");
const QString answeredGroup = QStringLiteral("answered");
const QString backGroup = QStringLiteral("back");
const QString overdueGroup = QStringLiteral("overdue");
const QString overGroup = QStringLiteral("over");

enum
{
    DeadlineColumn,
    PatientColumn,
    ReasonColumn,
    WayColumn,
    StateColumn
};

} // namespace

ReferralsPage::ReferralsPage(Workplace &place, QWidget *parent) : Page(parent), m_place(place)
{
    build();
}

void ReferralsPage::build()
{
    auto *column = makeColumn(0);
    setLayout(column);
    m_stack = new QStackedWidget(this);
    column->addWidget(m_stack);
    m_stack->addWidget(buildList());
    m_send = new SendForm(m_place, m_stack);
    m_stack->addWidget(m_send);
    connect(m_send, &SendForm::failed, this, &Page::failed);
    connect(m_send, &SendForm::left, this, &ReferralsPage::stepBack);
    connect(m_send, &SendForm::sent, this, [this](Id referral, const QString &number, const QString &name) {
        m_wanted = referral;
        m_direction->setValue(outward);
        m_group->setValue(openGroup);
        stepBack();
        read();
        Q_EMIT dataChanged();
        Q_EMIT referralSent(referral);
        Q_EMIT toastRequested(tr("Referral %1 of %2 is on its way.").arg(number, name));
    });
}

QWidget *ReferralsPage::buildList()
{
    auto *list = new QWidget(m_stack);
    auto *column = makeColumn(12, {24, 16, 24, 16});
    list->setLayout(column);
    m_head = new PageHead(tr("Referrals"), list);
    m_direction = new Segments({{outward, tr("Sent by us")}, {inward, tr("Sent to us")}}, tr("Direction"), list);
    const bool answers = m_place.may(Door::AnswerReferral) && m_place.tier() != Tier::Village;
    m_direction->setValue(answers && m_place.tier() == Tier::County ? inward : outward);
    m_direction->setVisible(answers);
    m_head->addWidget(m_direction);
    column->addWidget(m_head);
    m_group = new Segments(groups(), tr("Which"), list);
    m_group->setValue(openGroup);
    auto *filters = makeRow(8);
    filters->addWidget(m_group);
    filters->addStretch(1);
    column->addLayout(filters);
    m_model = new PagedModel<ReferralRow>(
        {{tr("Deadline"), 186}, {tr("Resident"), 170}, {tr("Reason"), 0}, {tr("From and to"), 290}, {tr("State"), 130}},
        [this](const ReferralRow &row, int at) { return cellOf(row, at); }, this);
    m_table = new Table(tr("Referrals"), 2, list);
    m_table->setRows(m_model);
    m_table->setEmptyPage(new EmptyPage(Icon::Referral, tr("No referral here"),
                                        tr("Find a resident (F3) and refer them with F8."), nullptr, m_table));
    column->addWidget(m_table, 1);
    m_detail = new ReferralDetail(m_place, list);
    m_detail->hide();
    column->addWidget(m_detail);
    connect(m_direction, &Segments::chosen, this, &ReferralsPage::read);
    connect(m_group, &Segments::chosen, this, &ReferralsPage::showRows);
    connect(m_table, &Table::currentRowChanged, this, &ReferralsPage::choose);
    connect(m_table, &Table::rowLookedAt, this, &ReferralsPage::look);
    connect(m_table, &Table::rowActivated, this, [this] {
        const auto &acts = m_detail->acts();
        if (m_view && !acts.empty() && acts.front() != ReferralAct::Withdraw)
            act(acts.front());
        else
            look();
    });
    connect(m_detail, &ReferralDetail::actRequested, this, &ReferralsPage::act);
    connect(m_detail, &ReferralDetail::lookRequested, this, &ReferralsPage::look);
    return list;
}

bool ReferralsPage::hasUnsavedEntry() const
{
    return m_stack->currentWidget() == m_send;
}

QWidget *ReferralsPage::firstFocus()
{
    return m_stack->currentIndex() == 0 ? static_cast<QWidget *>(m_table) : m_send->firstFocus();
}

void ReferralsPage::open(const QVariant &argument)
{
    const QVariantMap map = argument.toMap();
    if (const auto followUp = Id::parse(map.value(QStringLiteral("followUp")).toString())) {
        m_send->beginFromFollowUp(*followUp);
        return m_stack->setCurrentIndex(1);
    }
    if (const auto patient = Id::parse(map.value(QStringLiteral("patient")).toString())) {
        m_send->begin(*patient, Id::parse(map.value(QStringLiteral("encounter")).toString()).value_or(Id()));
        m_stack->setCurrentIndex(1);
        return;
    }
    if (const auto referral = Id::parse(argument.toString())) {
        m_wanted = *referral;
        m_stack->setCurrentIndex(0);
    }
    read();
}

void ReferralsPage::refresh()
{
    if (m_stack->currentIndex() == 0)
        read();
}

bool ReferralsPage::stepBack()
{
    if (m_stack->currentIndex() == 0)
        return false;
    m_stack->setCurrentIndex(0);
    m_table->setFocus();
    read();
    return true;
}

bool ReferralsPage::isOutward() const
{
    return m_direction->value() == outward;
}

void ReferralsPage::read()
{
    const auto asked = m_listing.ask();
    const auto direction = isOutward() ? ReferralDirection::Out : ReferralDirection::In;
    auto rows =
        m_place.db.readLater([actor = m_place.actor, direction, now = m_place.clock.now()](const Snapshot &snapshot) {
            return referralBoard(snapshot, actor, actor.site, direction, {}, now);
        });
    whenReady(rows, this, [this, asked](Result<std::vector<ReferralRow>> answer) {
        if (!m_listing.isLatest(asked))
            return;
        if (!answer)
            return Q_EMIT failed(answer.error());
        show(std::move(*answer));
    });
}

void ReferralsPage::show(std::vector<ReferralRow> rows)
{
    m_rows = std::move(rows);
    const QString group = m_group->value();
    m_group->setOptions(groups());
    m_group->setValue(group);
    showScope();
    showRows();
}

void ReferralsPage::showScope()
{
    m_head->setScope({m_place.site.name, tr("%n open", nullptr, countOf(openGroup)),
                      tr("%n overdue", nullptr, countOf(overdueGroup))});
}

Options ReferralsPage::groups() const
{
    const auto option = [this](const QString &key, const QString &word) {
        return Option{key, word + u' ' + QString::number(countOf(key))};
    };
    return {
        option(openGroup, tr("All open")),     option(waitingGroup, isOutward() ? tr("On the way") : tr("To answer")),
        option(answeredGroup, tr("Answered")), option(backGroup, tr("Came back")),
        option(overdueGroup, tr("Overdue")),   option(overGroup, tr("Over"))};
}

bool ReferralsPage::isIn(const ReferralRow &row, const QString &group) const
{
    const ReferralState state = row.state;
    if (group == waitingGroup)
        return state == ReferralState::Sent;
    if (group == answeredGroup)
        return state == ReferralState::Accepted || state == ReferralState::Arrived ||
               state == ReferralState::InTreatment;
    if (group == backGroup)
        return state == ReferralState::ReturnedDown || state == ReferralState::Received ||
               state == ReferralState::Rejected || state == ReferralState::NoShow;
    if (group == overdueGroup)
        return row.deadline.overdue;
    return isOver(state) == (group == overGroup);
}

int ReferralsPage::countOf(const QString &group) const
{
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [&](const ReferralRow &row) { return isIn(row, group); }));
}

void ReferralsPage::showRows()
{
    Id wanted = m_wanted;
    if (wanted.isNone() && m_view)
        wanted = m_view->row.referral.id;
    m_wanted = {};
    std::vector<ReferralRow> shown;
    int current = 0;
    for (const ReferralRow &row : m_rows) {
        if (!isIn(row, m_group->value()))
            continue;
        if (row.referral.id == wanted)
            current = static_cast<int>(shown.size());
        shown.push_back(row);
    }
    const int count = static_cast<int>(shown.size());
    {
        const QSignalBlocker quiet(m_table);
        m_model->setRows(std::move(shown));
        if (count > 0)
            m_table->setCurrentRow(current);
    }
    choose(count > 0 ? current : -1);
    Q_EMIT listed(count);
}

Cell ReferralsPage::cellOf(const ReferralRow &row, int column) const
{
    const QDate today = m_place.clock.today();
    switch (column) {
    case DeadlineColumn:
        return Cell::ofChip(ReferralWords::deadlineChip(row, m_place.clock.now(), today));
    case PatientColumn:
        return Cell(
            {bold(maskedName(row.patientName)), soft(Spoken::sexAndAge(row.patientSex, row.patientBirthDate, today))},
            {small(maskedPhone(row.patientPhone))});
    case ReasonColumn:
        return Cell({plain(row.referral.reason)}, {small(row.referral.diagnosis)},
                    ReferralWords::urgencyChip(row.referral.urgency));
    case WayColumn:
        return Cell({plain(row.fromName + QStringLiteral(" → ") + row.toName)},
                    {small(row.referral.department), small(Spoken::moment(row.referral.at, today))});
    default:
        return Cell(
            {soft(ReferralWords::state(row.state))},
            {row.plannedItems > 0 ? small(tr("plan %1 of %2").arg(row.doneItems).arg(row.plannedItems)) : Run{}});
    }
}

void ReferralsPage::choose(int number)
{
    const ReferralRow *row = m_model->row(number);
    if (row == nullptr) {
        m_viewing.ask();
        m_view.reset();
        m_detail->hide();
        return;
    }
    const auto asked = m_viewing.ask();
    auto view = m_place.db.readLater([actor = m_place.actor, id = row->referral.id, now = m_place.clock.now()](
                                         const Snapshot &snapshot) { return openReferral(snapshot, actor, id, now); });
    whenReady(view, this, [this, asked](Result<ReferralView> answer) {
        if (!m_viewing.isLatest(asked))
            return;
        if (!answer)
            return Q_EMIT failed(answer.error());
        m_view = std::move(*answer);
        m_detail->setView(*m_view);
        m_detail->show();
    });
}

void ReferralsPage::look()
{
    if (m_view)
        lookAtReferral(*m_view, m_place.clock.today(), this);
}

void ReferralsPage::act(ReferralAct act)
{
    if (!m_view || m_writing)
        return;
    if (ReferralWrite wanted = askForAct(act, *m_view, m_place, this))
        write(std::move(wanted));
}

void ReferralsPage::write(ReferralWrite wanted)
{
    m_writing = true;
    const QString name = m_view->row.patientName;
    const auto done = m_place.db.writeLater(m_place.actor, std::move(wanted));
    whenReady(done, this, [this, name](Result<void> written) {
        m_writing = false;
        if (!written)
            Q_EMIT failed(written.error());
        else
            Q_EMIT toastRequested(tr("Noted for %1.").arg(name));
        read();
        m_table->setFocus();
        if (written) {
            Q_EMIT dataChanged();
            Q_EMIT acted();
        }
    });
}

} // namespace yigong
