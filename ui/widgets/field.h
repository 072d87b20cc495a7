// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/theme/theme.h"
#include <QDate>
#include <QLineEdit>
#include <optional>

namespace yigong {

enum class FieldState : quint8
{
    Normal,
    Carried,  ///< taken over from last time, dashed; normal once touched
    Warn,     ///< 2 px amber: unusual, can be saved
    Error,    ///< 2 px red and its sentence, saying the limit
    ReadOnly, ///< sunken: worked out by the program
};

/// The state in the words of the style sheet ("carried").
QString stateName(FieldState state);
/// Marks any field-like widget (combo box, text area) with a state; its box changes at once.
void showState(QWidget *widget, FieldState state);

/// One line of text, 36 high. Its message stands beside it in a FormRow. "=" typed into an empty field takes last
/// time's value and marks it as carried.
class Field : public QLineEdit
{
    Q_OBJECT
public:
    explicit Field(const QString &accessibleName, QWidget *parent = nullptr);

    void setState(FieldState state, const QString &message = {});
    [[nodiscard]] FieldState state() const { return m_state; }
    [[nodiscard]] QString message() const { return m_message; }
    /// Sets the text as taken over from last time.
    void carry(const QString &text);
    /// What "=" takes; empty: "=" is typed as it is.
    void setLastTime(const QString &text) { m_lastTime = text; }
    [[nodiscard]] QString lastTime() const { return m_lastTime; }
    /// 100 % pixels.
    void setWidthSp(int width);
    void setHeightSp(int height);

Q_SIGNALS:
    void stateChanged(yigong::FieldState state, const QString &message);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    FieldState m_state = FieldState::Normal;
    QString m_message;
    QString m_lastTime;
};

/// A number with `decimals` places. Takes full-width digits, ／ and 。 and turns the input method off. A value outside
/// its range is an error that says the limit.
class NumberField : public Field
{
    Q_OBJECT
public:
    explicit NumberField(const QString &accessibleName, int decimals = 0, QWidget *parent = nullptr);

    void setRange(double lowest, double highest);
    /// None while empty or outside its range.
    [[nodiscard]] std::optional<double> value() const;
    /// value × 10^decimals without rounding noise: what records keep.
    [[nodiscard]] std::optional<qint64> scaled() const;
    void setValue(std::optional<double> value);
    void setScaled(std::optional<qint64> scaled);
    [[nodiscard]] int decimals() const { return m_decimals; }
    /// The sentence on a value outside the range; empty where it is inside or the field is empty.
    [[nodiscard]] QString rangeMessage() const;

private:
    void checkRange();

    int m_decimals;
    std::optional<double> m_lowest;
    std::optional<double> m_highest;
};

/// Blood pressure in mmHg, two boxes. Three digits of 60 or more, or "/", jump to the second; Backspace in the empty
/// second goes back; "164/94" pasted into the first fills both.
class PressureField : public QWidget
{
    Q_OBJECT
public:
    explicit PressureField(QWidget *parent = nullptr);
    ~PressureField() override;

    [[nodiscard]] std::optional<int> systolic() const;
    [[nodiscard]] std::optional<int> diastolic() const;
    void setValues(std::optional<int> systolic, std::optional<int> diastolic);
    /// Marks both boxes.
    void setState(FieldState state, const QString &message = {});
    [[nodiscard]] NumberField *systolicField() const { return m_systolic; }
    [[nodiscard]] NumberField *diastolicField() const { return m_diastolic; }

Q_SIGNALS:
    void edited(); ///< by a person, at each key
    void stateChanged(yigong::FieldState state, const QString &message);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void systolicEdited();
    bool fillFrom(const QString &text);
    void passOnMessage();

    NumberField *m_systolic;
    NumberField *m_diastolic;
};

/// A day: 2025-05-13, 2025.5.13, 20250513 and 5-13 (of this year) are all understood, full-width too.
class DateField : public Field
{
    Q_OBJECT
public:
    explicit DateField(const QString &accessibleName, QWidget *parent = nullptr);

    [[nodiscard]] std::optional<QDate> date() const; ///< none while empty or not a day
    void setDate(std::optional<QDate> date);
    void carryDate(QDate date);
    /// The year that "5-13" is in, and the days that are allowed.
    void setToday(QDate today) { m_today = today; }
    void setRange(std::optional<QDate> earliest, std::optional<QDate> latest);

private:
    void tidy();

    QDate m_today = QDate::currentDate();
    std::optional<QDate> m_earliest;
    std::optional<QDate> m_latest;
};

/// What DateField understands.
std::optional<QDate> dateFromText(QStringView text, QDate today);
/// ／ 。 and full-width digits as they are meant in a number ("１６４。５" → "164.5").
QString numberText(QStringView text);

} // namespace yigong
