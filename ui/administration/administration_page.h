// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/shell/page.h"
#include "ui/shell/workplace.h"

class QStackedWidget;

namespace yigong {

class CodesView;
class DevicesView;
class PageHead;
class Segments;
class SitesView;
class StaffView;

/// What an administrator looks after: sites, staff with their accounts, computers, code lists. No resident is on it.
class AdministrationPage : public Page
{
    Q_OBJECT
public:
    explicit AdministrationPage(Workplace &workplace, QWidget *parent = nullptr);

    void refresh() override;
    /// "sites", "staff", "devices", "codes": a view.
    void open(const QVariant &argument) override;
    bool stepBack() override;
    [[nodiscard]] QWidget *firstFocus() override;
    [[nodiscard]] SitesView *sites() const { return m_sites; }
    [[nodiscard]] StaffView *staff() const { return m_staff; }
    [[nodiscard]] DevicesView *devices() const { return m_devices; }
    [[nodiscard]] CodesView *codes() const { return m_codes; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showView(const QString &key);

    Workplace &m_workplace;
    PageHead *m_head;
    Segments *m_view;
    QStackedWidget *m_stack;
    QStringList m_keys; ///< in the order of the stack
    SitesView *m_sites = nullptr;
    StaffView *m_staff = nullptr;
    DevicesView *m_devices = nullptr;
    CodesView *m_codes = nullptr;
};

} // namespace yigong
