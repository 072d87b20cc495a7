// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/referrals/referral_dialogs.h"
#include "core/base/clock.h"
#include "ui/encounters/spoken.h"
#include <QTime>

namespace yigong {
namespace {

/// "9:00", "0900", "14：30"; none where it is no time.
std::optional<QTime> timeFrom(const QString &typed)
{
    QString text = numberText(typed).replace(u'：', u':').trimmed();
    for (const auto *format : {"h:mm", "hhmm", "h.mm"})
        if (const QTime time = QTime::fromString(text, QLatin1String(format)); time.isValid())
            return time;
    return std::nullopt;
}

} // namespace

AppointmentDialog::AppointmentDialog(const ReferralView &view, QDate today, QWidget *parent)
    : Dialog(tr("Accept %1").arg(view.row.patientName), parent), m_day(new DateField(tr("Day"), this)),
      m_time(new Field(tr("Time"), this)), m_department(new Field(tr("Department"), this)),
      m_note(new Field(tr("Message"), this))
{
    setWidthSp(520);
    addSentence(tr("Without a day they may come at any time while the slip is valid."));
    m_day->setToday(today);
    m_day->setRange(today, today.addDays(180));
    m_day->setDate(today.addDays(1));
    m_time->setText(QStringLiteral("09:00"));
    m_department->setText(view.row.referral.department);
    addForm({{tr("Day"), m_day}, {tr("Time"), m_time}, {tr("Department"), m_department}, {tr("Message"), m_note}});
    addReject(tr("Not yet"));
    auto *accept = new Button(tr("Accept"), ButtonKind::Primary, Icon::Check, QKeySequence(Qt::Key_F12), this);
    addButton(accept);
    connect(accept, &QPushButton::clicked, this, [this] {
        const bool badDay = !m_day->text().trimmed().isEmpty() && !m_day->date();
        const bool badTime = m_day->date() && !timeFrom(m_time->text());
        if (badTime)
            m_time->setState(FieldState::Error, tr("Write it like 9:00"));
        if (badDay || badTime)
            return (badDay ? static_cast<Field *>(m_day) : m_time)->setFocus();
        this->accept();
    });
    m_day->setFocus();
    m_day->selectAll();
}

Instant AppointmentDialog::appointment() const
{
    const auto day = m_day->date();
    const auto time = timeFrom(m_time->text());
    if (!day || !time)
        return {};
    return startOf(*day).plusMs(time->msecsSinceStartOfDay());
}

ReturnDialog::ReturnDialog(const ReferralView &view, QDate today, QWidget *parent)
    : Dialog(tr("Send %1 back").arg(view.row.patientName), parent), m_diagnosis(new Field(tr("Diagnosis"), this)),
      m_treatment(new TextArea(tr("Treatment"), 2, this)), m_plan(new TextArea(tr("Further plan"), 2, this))
{
    setWidthSp(640);
    m_diagnosis->setText(view.row.referral.diagnosis);
    QStringList treated;
    for (const ReferralEvent &event : view.events)
        if (event.kind == ReferralEventKind::Treated)
            treated.append(event.treatment);
    m_treatment->setText(treated.join(u'\n'));
    QList<QPair<QString, QWidget *>> rows{
        {tr("Diagnosis"), m_diagnosis}, {tr("Treatment"), m_treatment}, {tr("Further plan"), m_plan}};
    for (int i = 1; i <= 3; ++i) {
        auto *pair = new QWidget(this);
        auto *row = makeRow(8);
        pair->setLayout(row);
        auto *day = new DateField(tr("Day of item %1").arg(i), pair);
        day->setToday(today);
        day->setWidthSp(130);
        day->setRange(today, today.addYears(1));
        auto *what = new Field(tr("Item %1").arg(i), pair);
        what->setPlaceholderText(i == 1 ? tr("what to do at home: measure pressure …") : QString());
        row->addWidget(day);
        row->addWidget(what, 1);
        rows.append({tr("At home %1").arg(i), pair});
        m_items.append({day, what});
    }
    addForm(rows);
    addReject(tr("Not yet"));
    auto *send = new Button(tr("Send back"), ButtonKind::Primary, Icon::Down, QKeySequence(Qt::Key_F12), this);
    addButton(send);
    connect(send, &QPushButton::clicked, this, [this] {
        if (isComplete())
            accept();
    });
    m_diagnosis->setFocus();
}

bool ReturnDialog::isComplete()
{
    if (m_diagnosis->text().trimmed().isEmpty()) {
        m_diagnosis->setState(FieldState::Error, tr("Needed"));
        m_diagnosis->setFocus();
        return false;
    }
    for (const Item &item : std::as_const(m_items)) {
        if (item.what->text().trimmed().isEmpty() || item.day->date())
            continue;
        item.day->setState(FieldState::Error, tr("Until when?"));
        item.day->setFocus();
        return false;
    }
    return true;
}

ReturnSlip ReturnDialog::slip() const
{
    ReturnSlip slip;
    slip.diagnosis = m_diagnosis->text().trimmed();
    slip.treatment = m_treatment->text().trimmed();
    slip.plan = m_plan->text().trimmed();
    for (const Item &item : m_items)
        if (const QString what = item.what->text().trimmed(); !what.isEmpty())
            slip.items.push_back({item.day->date().value_or(QDate()), what});
    return slip;
}

PlanItemDialog::PlanItemDialog(const ReferralView &view, Id site, QWidget *parent)
    : Dialog(tr("Plan of %1").arg(view.row.patientName), parent), m_item(new ComboField(tr("Item"), {}, this)),
      m_outcome(new TextArea(tr("Outcome"), 2, this))
{
    setWidthSp(560);
    Options items;
    for (const CarePlanActivity &activity : view.activities)
        if (activity.site == site && !activity.doneOn.isValid())
            items.append({activity.id.text(), activity.dueOn.toString(Qt::ISODate) + u' ' + activity.what});
    m_item->setOptions(items);
    if (!items.isEmpty())
        m_item->setValue(items.first().key);
    addForm({{tr("Item"), m_item}, {tr("Outcome"), m_outcome}});
    addReject(tr("Not yet"));
    auto *done = new Button(tr("Done"), ButtonKind::Primary, Icon::Check, QKeySequence(Qt::Key_F12), this);
    addButton(done);
    connect(done, &QPushButton::clicked, this, [this] {
        if (!outcome().isEmpty())
            return accept();
        m_outcome->setState(FieldState::Error, tr("Needed"));
        m_outcome->setFocus();
    });
    m_outcome->setFocus();
}

Id PlanItemDialog::item() const
{
    return Id::parse(m_item->value()).value_or(Id());
}

} // namespace yigong
