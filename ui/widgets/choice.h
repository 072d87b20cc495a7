// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/paint.h"
#include <QCheckBox>
#include <QKeyEvent>
#include <QList>
#include <QRadioButton>
#include <QStringList>
#include <QWidget>

namespace yigong {

/// One answer of a choice: what is stored, and the word that a person reads.
struct Option
{
    QString key;
    QString word;

    bool operator==(const Option &) const = default;
};
using Options = QList<Option>;

class Segment;
class TickChip;

/// One of a few answers side by side. Left/Right and 1…9 pick; it is one stop for Tab and Enter.
class Segments : public QWidget
{
    Q_OBJECT
public:
    explicit Segments(const Options &options, const QString &accessibleName, QWidget *parent = nullptr);

    void setOptions(const Options &options);
    [[nodiscard]] QString value() const; ///< empty while nothing is chosen
    /// Does not emit; an unknown or empty key leaves nothing chosen.
    void setValue(const QString &key);
    /// Dashed: taken over from last time. Ends once a person picks.
    void setCarried(bool carried);
    [[nodiscard]] bool isCarried() const { return m_carried; }

Q_SIGNALS:
    void chosen(const QString &key); ///< by a person

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void pick(int index);
    void updateStops();

    Options m_options;
    QList<Segment *> m_segments;
    bool m_carried = false;
};

/// Any number of answers as chips with a tick. Space ticks, arrows walk; wraps into further lines.
class TickChips : public QWidget
{
    Q_OBJECT
public:
    /// Ticking `exclusiveKey` ("no symptoms") clears the others, and the other way round.
    explicit TickChips(const Options &options, const QString &accessibleName, const QString &exclusiveKey = {},
                       QWidget *parent = nullptr);

    [[nodiscard]] QStringList values() const; ///< in the order of the options
    void setValues(const QStringList &keys);  ///< does not emit

Q_SIGNALS:
    void changed(const QStringList &keys); ///< by a person

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void ticked(int index);

    Options m_options;
    QString m_exclusiveKey;
    QList<TickChip *> m_chips;
};

/// Part of Segments.
class Segment : public QRadioButton
{
    Q_OBJECT
public:
    Segment(const QString &word, Corners corners, QWidget *parent);

    void setCarried(bool carried);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool hitButton(const QPoint &position) const override { return rect().contains(position); }
    void keyPressEvent(QKeyEvent *event) override { event->ignore(); }

private:
    Corners m_corners;
    bool m_carried = false;
};

/// A chip that is ticked or not; also alone, as a check box ("Only overdue").
class TickChip : public QCheckBox
{
    Q_OBJECT
public:
    explicit TickChip(const QString &word, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool hitButton(const QPoint &position) const override { return rect().contains(position); }
};

} // namespace yigong
