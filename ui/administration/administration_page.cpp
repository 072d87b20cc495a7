// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/administration/administration_page.h"
#include "ui/administration/codes_view.h"
#include "ui/administration/devices_view.h"
#include "ui/administration/sites_view.h"
#include "ui/administration/staff_view.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/table.h"

#include <QPainter>
#include <QStackedWidget>

namespace yigong {

AdministrationPage::AdministrationPage(Workplace &workplace, QWidget *parent)
    : Page(parent), m_workplace(workplace), m_head(new PageHead(tr("Administration"), this)),
      m_view(new Segments({}, tr("What is administered"), this)), m_stack(new QStackedWidget(this))
{
    auto *column = makeColumn(12, {24, 16, 24, 16});
    setLayout(column);
    m_head->setScope({workplace.site.name});
    m_head->addWidget(m_view);
    column->addWidget(m_head);
    column->addWidget(m_stack, 1);
    Options views;
    const auto add = [&](const QString &key, const QString &word, QWidget *view) {
        views.append({key, word});
        m_keys.append(key);
        m_stack->addWidget(view);
    };
    const auto changed = [this](const QString &sentence) {
        refresh();
        if (!sentence.isEmpty())
            Q_EMIT toastRequested(sentence);
        Q_EMIT dataChanged();
    };
    if (workplace.may(Door::ManageSites)) {
        m_sites = new SitesView(workplace, m_stack);
        add(QStringLiteral("sites"), tr("Sites"), m_sites);
        connect(m_sites, &SitesView::changed, this, changed);
        connect(m_sites, &SitesView::failed, this, &Page::failed);
        connect(m_sites, &SitesView::staffRequested, this, [this](const QString &siteName) {
            if (m_staff == nullptr)
                return;
            showView(QStringLiteral("staff"));
            m_staff->find(siteName);
            m_staff->table()->setFocus();
        });
    }
    if (workplace.may(Door::ManageStaff)) {
        m_staff = new StaffView(workplace, m_stack);
        add(QStringLiteral("staff"), tr("Staff and roles"), m_staff);
        connect(m_staff, &StaffView::changed, this, changed);
        connect(m_staff, &StaffView::failed, this, &Page::failed);
    }
    if (workplace.may(Door::ManageDevices)) {
        m_devices = new DevicesView(workplace, m_stack);
        add(QStringLiteral("devices"), tr("Computers"), m_devices);
        connect(m_devices, &DevicesView::changed, this, changed);
        connect(m_devices, &DevicesView::failed, this, &Page::failed);
    }
    if (workplace.may(Door::ManageCodes)) {
        m_codes = new CodesView(workplace, m_stack);
        add(QStringLiteral("codes"), tr("Code lists"), m_codes);
        connect(m_codes, &CodesView::failed, this, &Page::failed);
    }
    m_view->setOptions(views);
    connect(m_view, &Segments::chosen, this, &AdministrationPage::showView);
    showView(m_keys.value(0));
    followTheme(this, [this] { update(); });
}

void AdministrationPage::showView(const QString &key)
{
    m_view->setValue(key);
    m_stack->setCurrentIndex(qMax(0, static_cast<int>(m_keys.indexOf(key))));
    refresh();
}

void AdministrationPage::refresh()
{
    const QString shown = m_keys.value(m_stack->currentIndex());
    if (shown == u"sites")
        m_sites->refresh();
    else if (shown == u"staff")
        m_staff->refresh();
    else if (shown == u"devices")
        m_devices->refresh();
    else if (shown == u"codes")
        m_codes->refresh();
}

void AdministrationPage::open(const QVariant &argument)
{
    if (m_keys.contains(argument.toString()))
        showView(argument.toString());
}

bool AdministrationPage::stepBack()
{
    return m_devices != nullptr && m_stack->currentWidget() == m_devices && m_devices->stepBack();
}

QWidget *AdministrationPage::firstFocus()
{
    const QString shown = m_keys.value(m_stack->currentIndex());
    return shown == u"staff"     ? m_staff->table()
           : shown == u"devices" ? m_devices->table()
           : shown == u"codes"   ? m_codes->table()
                                 : m_sites->table();
}

void AdministrationPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().color(Token::Canvas));
}

} // namespace yigong
