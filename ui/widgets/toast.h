// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/label.h"
#include <QTimer>
#include <functional>

namespace yigong {

/// A dark bar at the bottom centre of a window that says what was just done, for 6 seconds, with "undo Ctrl+Z" where it
/// can be undone. Never for errors. One for each window; a new sentence replaces the last.
class Toast : public QWidget
{
    Q_OBJECT
public:
    using Undo = std::function<void()>;
    static constexpr int shownFor = 6000; ///< milliseconds

    explicit Toast(QWidget *window);

    void say(const QString &sentence, Undo undo = {});
    [[nodiscard]] QString sentence() const { return m_sentence; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void undoNow();
    [[nodiscard]] QString undoWords() const;

    QString m_sentence;
    Undo m_undo;
    QTimer m_timer;
};

} // namespace yigong
