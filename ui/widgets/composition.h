// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace yigong {

/// Knows whether an input method is composing. Some input methods let the Enter that ends a composition through to the
/// program; such an Enter must neither move on nor pick anything, so whoever acts on Enter asks here first.
class Composition : public QObject
{
    Q_OBJECT
public:
    /// Made at the first call; watches the whole program.
    static Composition &current();

    /// Letters are under way, or a composition ended in this very burst of events.
    [[nodiscard]] bool holdsEnter() const;
    [[nodiscard]] bool isComposing() const { return m_composing && m_where; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Composition();

    QPointer<QObject> m_where;
    bool m_composing = false;
    QTimer m_justEnded;
};

} // namespace yigong
