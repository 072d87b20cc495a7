// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/sync_page.h"
#include "ui/sync/backup_card.h"
#include "ui/sync/comparison_card.h"
#include "ui/sync/conflicts_view.h"
#include "ui/sync/package_card.h"
#include "ui/sync/standing_view.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/table.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStackedWidget>

namespace yigong {

SyncPage::SyncPage(Workplace &workplace, SyncSchedule &schedule, BackupSchedule *backups, StickErrands *errands,
                   QWidget *parent)
    : Page(parent), m_readsPatients(workplace.may(Door::ReadPatient)),
      m_standing(new StandingView(workplace, schedule, this)), m_conflicts(new ConflictsView(workplace, this))
{
    auto *column = makeColumn(12, {24, 16, 24, 16});
    setLayout(column);
    auto *head = new PageHead(tr("Synchronisation"), this);
    m_view = new Segments(
        {{QStringLiteral("standing"), tr("Where the data stands")}, {QStringLiteral("conflicts"), tr("Conflicts")}},
        tr("View"), head);
    head->addWidget(m_view);
    m_view->setVisible(m_readsPatients);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_standing);
    if (workplace.may(Door::Verify))
        m_standing->addCard(new ComparisonCard(workplace, schedule, m_standing));
    if (backups)
        m_standing->addCard(new BackupCard(*backups, workplace.clock, m_standing));
    if (errands && !workplace.db.whyReadOnly()) {
        const bool carries = workplace.tier() != Tier::Village;
        m_standing->addCard(new PackageCard(
            *errands, workplace.clock, carries ? PackageCard::Carries::Others : PackageCard::Carries::No, m_standing));
        connect(errands, &StickErrands::recordsArrived, this, &Page::dataChanged);
    }
    m_stack->addWidget(m_conflicts);
    column->addWidget(head);
    column->addWidget(m_stack, 1);
    connect(m_view, &Segments::chosen, this, &SyncPage::showView);
    connect(m_conflicts, &ConflictsView::settled, this, &Page::dataChanged);
    connect(m_conflicts, &ConflictsView::toastRequested, this, &Page::toastRequested);
    connect(m_conflicts, &ConflictsView::patientRequested, this, &Page::patientRequested);
    connect(m_conflicts, &ConflictsView::failed, this, &Page::failed);
    connect(m_conflicts, &ConflictsView::countRequested, this,
            [this](Id batch) { Q_EMIT pageRequested(QStringLiteral("pharmacy"), batch.text()); });
    connect(m_standing, &StandingView::patientRequested, this, &Page::patientRequested);
    connect(m_standing, &StandingView::failed, this, &Page::failed);
    connect(m_conflicts, &ConflictsView::counted, this, [this](int open, int batches) {
        m_view->setOptions({{QStringLiteral("standing"), tr("Where the data stands")},
                            {QStringLiteral("conflicts"), tr("Conflicts %1").arg(open + batches)}});
        m_view->setValue(m_stack->currentIndex() == 0 ? QStringLiteral("standing") : QStringLiteral("conflicts"));
        Q_EMIT conflictsCounted(open + batches);
    });
    showView(QStringLiteral("standing"));
    followTheme(this, [this] { update(); });
}

void SyncPage::showView(const QString &key)
{
    m_view->setValue(key);
    m_stack->setCurrentIndex(key == u"conflicts" && m_readsPatients ? 1 : 0);
}

void SyncPage::refresh()
{
    if (m_readsPatients)
        m_conflicts->refresh();
}

void SyncPage::open(const QVariant &argument)
{
    const QString text = argument.toString();
    if (text == u"standing" || text == u"conflicts")
        showView(text);
    else if (const auto id = Id::parse(text); id && m_readsPatients) {
        showView(QStringLiteral("conflicts"));
        m_conflicts->reveal(*id);
    }
}

bool SyncPage::hasUnsavedEntry() const
{
    return m_conflicts->hasUnsavedEntry();
}

void SyncPage::addCard(QWidget *card)
{
    m_standing->addCard(card);
}

QWidget *SyncPage::firstFocus()
{
    return m_stack->currentIndex() == 1 ? static_cast<QWidget *>(m_conflicts->list()) : m_view;
}

void SyncPage::keyPressEvent(QKeyEvent *event)
{
    // Digits choose only while nothing takes them as text.
    const int number = event->key() - Qt::Key_0;
    const bool plainKey = (event->modifiers() & ~Qt::KeypadModifier) == 0;
    if (plainKey && number >= 1 && number <= 5 && m_stack->currentIndex() == 1 && m_conflicts->pick(number))
        return event->accept();
    Page::keyPressEvent(event);
}

void SyncPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().color(Token::Canvas));
}

} // namespace yigong
