// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/field.h"

#include <QAbstractButton>
#include <QElapsedTimer>
#include <QList>

namespace yigong {

/// An answer as a paper form numbers it.
struct NumberedOption
{
    int number = 0;
    QString word;
};

class OptionChip;

/// One answer or several of a numbered list, as chips that wrap into further lines and carry the paper's numbers. A
/// number typed picks (or ticks) the option of that number; two digits in quick succession are one number where there
/// is one. Left and Right walk, Space picks, Backspace takes the answer away, "=" takes last time's. One stop for Tab
/// and Enter.
class OptionChips : public QWidget
{
    Q_OBJECT
public:
    enum class Picks : quint8
    {
        One,
        Several
    };
    /// Ticking `none` ("no symptoms") clears the others, and the other way round; −1: there is no such option.
    OptionChips(const QList<NumberedOption> &options, Picks picks, const QString &accessibleName, int none = -1,
                QWidget *parent = nullptr);

    [[nodiscard]] QList<int> chosen() const;   ///< in the order of the options
    void setChosen(const QList<int> &numbers); ///< does not emit; unknown numbers are passed over
    /// What "=" takes; empty: "=" does nothing.
    void setLastTime(const QList<int> &numbers) { m_lastTime = numbers; }
    /// Dashed: taken over from last time. Ends once a person picks.
    void setCarried(bool carried);
    [[nodiscard]] bool isCarried() const { return m_carried; }
    /// Carried is shown by `setCarried`; here a warning or an error, with its sentence for the row.
    void setState(FieldState state, const QString &message = {});

Q_SIGNALS:
    void changed(); ///< by a person
    void stateChanged(yigong::FieldState state, const QString &message);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void pick(int number);
    bool typeDigit(QChar digit);
    bool takeLastTime();
    void take(const QList<int> &numbers);
    void stopAt(OptionChip *chip);
    [[nodiscard]] OptionChip *chipOf(int number) const;
    [[nodiscard]] OptionChip *focused() const;

    Picks m_picks;
    int m_none;
    QList<OptionChip *> m_chips;
    QList<int> m_lastTime;
    QString m_typed; ///< digits of one number
    QList<int> m_beforeTyped;
    QElapsedTimer m_sinceTyped;
    bool m_carried = false;
};

/// Part of OptionChips.
class OptionChip : public QAbstractButton
{
    Q_OBJECT
public:
    OptionChip(const NumberedOption &option, bool isOneOfMany, QWidget *parent);

    [[nodiscard]] int number() const { return m_option.number; }
    void setCarried(bool carried);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override { event->ignore(); }
    void nextCheckState() override {} // OptionChips decides

private:
    [[nodiscard]] int numberWidth() const;

    NumberedOption m_option;
    bool m_isOne;
    bool m_carried = false;
};

} // namespace yigong
