// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/shell/page.h"
#include "ui/shell/workplace.h"

class QStackedWidget;

namespace yigong {

class BrokenGlassView;
class LogView;
class Segments;
class UnusualView;

/// Who read what: records that were opened for a reason, for those who look after the residents; the log of reads and
/// unusual reading, for auditors.
class OversightPage : public Page
{
    Q_OBJECT
public:
    explicit OversightPage(Workplace &workplace, QWidget *parent = nullptr);

    void refresh() override;
    /// "log", "unusual", "glass": a view.
    void open(const QVariant &argument) override;
    [[nodiscard]] QWidget *firstFocus() override;
    [[nodiscard]] LogView *log() const { return m_log; }
    [[nodiscard]] UnusualView *unusual() const { return m_unusual; }
    [[nodiscard]] BrokenGlassView *brokenGlass() const { return m_glass; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showView(const QString &key);

    Segments *m_view;
    QStackedWidget *m_stack;
    QStringList m_keys; ///< in the order of the stack
    LogView *m_log = nullptr;
    UnusualView *m_unusual = nullptr;
    BrokenGlassView *m_glass = nullptr;
};

} // namespace yigong
