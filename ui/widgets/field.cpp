// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/field.h"
#include "core/base/text.h"
#include "ui/theme/accessible.h"
#include "ui/widgets/label.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QRegularExpression>
#include <QStyle>
#include <QValidator>
#include <cmath>

namespace yigong {
namespace {

/// Turns what was typed into a plain number first, then judges it; so full-width digits are accepted, not refused.
class NumberText : public QValidator
{
public:
    NumberText(int decimals, QObject *parent) : QValidator(parent)
    {
        m_shape.setPattern(decimals > 0 ? QStringLiteral("^-?\\d{0,9}(\\.\\d{0,%1})?$").arg(decimals)
                                        : QStringLiteral("^-?\\d{0,9}$"));
    }
    State validate(QString &input, int &position) const override
    {
        const qsizetype before = input.size();
        input = numberText(input);
        position = std::max(0, position - static_cast<int>(before - input.size()));
        return m_shape.match(input).hasMatch() ? Acceptable : Invalid;
    }

private:
    QRegularExpression m_shape;
};

void turnInputMethodOff(QLineEdit *field)
{
    field->setAttribute(Qt::WA_InputMethodEnabled, false);
    field->setInputMethodHints(Qt::ImhPreferNumbers | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
}

QString numberWords(double number, int decimals)
{
    return QLocale::c().toString(number, 'f', number == std::floor(number) ? 0 : decimals).remove(u',');
}

} // namespace

QString stateName(FieldState state)
{
    switch (state) {
    case FieldState::Normal:
        return QStringLiteral("normal");
    case FieldState::Carried:
        return QStringLiteral("carried");
    case FieldState::Warn:
        return QStringLiteral("warn");
    case FieldState::Error:
        return QStringLiteral("error");
    case FieldState::ReadOnly:
        return QStringLiteral("readonly");
    }
    return {};
}

void showState(QWidget *widget, FieldState state)
{
    const QString name = stateName(state);
    if (widget->property("kind") == name)
        return;
    widget->setProperty("kind", name);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

QString numberText(QStringView text)
{
    QString number = halfWidth(text);
    number.replace(QChar(0x3002), u'.').replace(QChar(0x2212), u'-');
    return number.remove(u' ');
}

// --- text ---

Field::Field(const QString &accessibleName, QWidget *parent) : QLineEdit(parent)
{
    setAccessibleName(accessibleName);
    setProperty("kind", stateName(m_state));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setHeightSp(36);
    connect(this, &QLineEdit::textEdited, this, [this] {
        if (m_state == FieldState::Carried)
            setState(FieldState::Normal);
    });
}

void Field::setState(FieldState state, const QString &message)
{
    if (state == m_state && message == m_message)
        return;
    m_state = state;
    m_message = message;
    setReadOnly(state == FieldState::ReadOnly);
    setAccessibleDescription(message);
    showState(this, state);
    Q_EMIT stateChanged(state, message);
}

void Field::carry(const QString &text)
{
    setText(text);
    setState(FieldState::Carried);
}

void Field::setWidthSp(int width)
{
    setFixedSizeSp(this, width, 0);
}

void Field::setHeightSp(int height)
{
    // Fixed here and not in the style sheet: a 2 px edge would make the field taller.
    setFixedSizeSp(this, 0, height);
}

void Field::keyPressEvent(QKeyEvent *event)
{
    const bool same = event->text() == u"=" || event->text() == QStringLiteral("＝");
    if (same && !isReadOnly() && !m_lastTime.isEmpty() && (text().isEmpty() || selectedText() == text())) {
        carry(m_lastTime);
        Q_EMIT textEdited(text());
        setState(FieldState::Carried);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

// --- number ---

NumberField::NumberField(const QString &accessibleName, int decimals, QWidget *parent)
    : Field(accessibleName, parent), m_decimals(decimals)
{
    setValidator(new NumberText(decimals, this));
    turnInputMethodOff(this);
    setWidthSp(88);
    connect(this, &QLineEdit::editingFinished, this, &NumberField::checkRange);
    connect(this, &QLineEdit::textEdited, this, [this] {
        if (state() == FieldState::Error)
            checkRange();
    });
}

void NumberField::setRange(double lowest, double highest)
{
    m_lowest = lowest;
    m_highest = highest;
}

std::optional<double> NumberField::value() const
{
    bool ok = false;
    const double number = QLocale::c().toDouble(text(), &ok);
    const bool inside = ok && (!m_lowest || number >= *m_lowest) && (!m_highest || number <= *m_highest);
    return inside ? std::optional(number) : std::nullopt;
}

std::optional<qint64> NumberField::scaled() const
{
    const auto number = value();
    return number ? std::optional<qint64>(std::llround(*number * std::pow(10, m_decimals))) : std::nullopt;
}

void NumberField::setValue(std::optional<double> value)
{
    setText(value ? QLocale::c().toString(*value, 'f', m_decimals).remove(u',') : QString());
}

void NumberField::setScaled(std::optional<qint64> scaled)
{
    setValue(scaled ? std::optional(static_cast<double>(*scaled) / std::pow(10, m_decimals)) : std::nullopt);
}

QString NumberField::rangeMessage() const
{
    bool ok = false;
    const double number = QLocale::c().toDouble(text(), &ok);
    if (!ok)
        return text().isEmpty() ? QString() : tr("This is not a number");
    if (m_highest && number > *m_highest)
        return tr("%1 is at most %2, please check").arg(accessibleName(), numberWords(*m_highest, m_decimals));
    if (m_lowest && number < *m_lowest)
        return tr("%1 is at least %2, please check").arg(accessibleName(), numberWords(*m_lowest, m_decimals));
    return {};
}

void NumberField::checkRange()
{
    const QString sentence = rangeMessage();
    if (!sentence.isEmpty())
        setState(FieldState::Error, sentence);
    else if (state() == FieldState::Error && !text().isEmpty())
        setState(FieldState::Normal);
}

// --- pressure ---

PressureField::PressureField(QWidget *parent)
    : QWidget(parent), m_systolic(new NumberField(tr("Systolic pressure"), 0, this)),
      m_diastolic(new NumberField(tr("Diastolic pressure"), 0, this))
{
    speakAs(this, QAccessible::Grouping);
    setAccessibleName(tr("Blood pressure"));
    auto *row = makeRow(6);
    setLayout(row);
    row->addWidget(m_systolic);
    row->addWidget(new Label(QStringLiteral("/"), TextStyle::Body, Token::Text3, this));
    row->addWidget(m_diastolic);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusProxy(m_systolic);
    m_systolic->setRange(50, 300);
    m_diastolic->setRange(20, 200);
    for (NumberField *box : {m_systolic, m_diastolic}) {
        box->setWidthSp(64);
        box->installEventFilter(this);
        connect(box, &Field::stateChanged, this, &PressureField::passOnMessage);
    }
    connect(m_systolic, &QLineEdit::textEdited, this, &PressureField::systolicEdited);
    connect(m_diastolic, &QLineEdit::textEdited, this, &PressureField::edited);
}

PressureField::~PressureField()
{
    // The boxes go after this: a focus that they lose then must not be told to what is no pressure field any more.
    for (NumberField *box : {m_systolic, m_diastolic}) {
        box->disconnect(this);
        box->removeEventFilter(this);
    }
}

std::optional<int> PressureField::systolic() const
{
    const auto number = m_systolic->value();
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::optional<int> PressureField::diastolic() const
{
    const auto number = m_diastolic->value();
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

void PressureField::setValues(std::optional<int> systolic, std::optional<int> diastolic)
{
    m_systolic->setText(systolic ? QString::number(*systolic) : QString());
    m_diastolic->setText(diastolic ? QString::number(*diastolic) : QString());
}

void PressureField::setState(FieldState state, const QString &message)
{
    m_systolic->setState(state, message);
    m_diastolic->setState(state, message);
}

void PressureField::systolicEdited()
{
    Q_EMIT edited();
    const QString typed = m_systolic->text();
    if (typed.size() == 3 && typed.toInt() >= 60)
        m_diastolic->setFocus(Qt::TabFocusReason);
}

void PressureField::passOnMessage()
{
    const NumberField *worse = m_diastolic->state() == FieldState::Error ? m_diastolic : m_systolic;
    Q_EMIT stateChanged(worse->state(), worse->message());
}

bool PressureField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    if (watched == m_systolic && numberText(key->text()) == u"/") {
        m_diastolic->setFocus(Qt::TabFocusReason);
        return true;
    }
    if (watched == m_systolic && key->matches(QKeySequence::Paste))
        return fillFrom(numberText(QGuiApplication::clipboard()->text()));
    if (watched == m_diastolic && key->key() == Qt::Key_Backspace && m_diastolic->text().isEmpty()) {
        m_systolic->setFocus(Qt::BacktabFocusReason);
        m_systolic->end(false);
        return true;
    }
    return false;
}

bool PressureField::fillFrom(const QString &text)
{
    static const QRegularExpression pair(QStringLiteral("^(\\d{2,3})/(\\d{2,3})$"));
    const auto match = pair.match(text);
    if (!match.hasMatch())
        return false;
    setValues(match.capturedView(1).toInt(), match.capturedView(2).toInt());
    m_diastolic->setFocus(Qt::TabFocusReason);
    Q_EMIT edited();
    return true;
}

// --- day ---

std::optional<QDate> dateFromText(QStringView text, QDate today)
{
    static const QRegularExpression parted(QStringLiteral("^(?:(\\d{4})[-./年 ])?(\\d{1,2})[-./月 ](\\d{1,2})日?$"));
    static const QRegularExpression eight(QStringLiteral("^(\\d{4})(\\d{2})(\\d{2})$"));
    const QString plain = tidied(text).replace(QChar(0x3002), u'.');
    auto match = parted.match(plain);
    if (!match.hasMatch())
        match = eight.match(plain);
    if (!match.hasMatch())
        return std::nullopt;
    const int year = match.capturedView(1).isEmpty() ? today.year() : match.capturedView(1).toInt();
    const QDate day(year, match.capturedView(2).toInt(), match.capturedView(3).toInt());
    return day.isValid() ? std::optional(day) : std::nullopt;
}

DateField::DateField(const QString &accessibleName, QWidget *parent) : Field(accessibleName, parent)
{
    turnInputMethodOff(this);
    setWidthSp(120);
    setPlaceholderText(tr("Year-month-day"));
    connect(this, &QLineEdit::editingFinished, this, &DateField::tidy);
}

std::optional<QDate> DateField::date() const
{
    const auto day = dateFromText(text(), m_today);
    const bool inside = day && (!m_earliest || *day >= *m_earliest) && (!m_latest || *day <= *m_latest);
    return inside ? day : std::nullopt;
}

void DateField::setDate(std::optional<QDate> date)
{
    setText(date ? date->toString(Qt::ISODate) : QString());
}

void DateField::carryDate(QDate date)
{
    carry(date.toString(Qt::ISODate));
}

void DateField::setRange(std::optional<QDate> earliest, std::optional<QDate> latest)
{
    m_earliest = earliest;
    m_latest = latest;
}

void DateField::tidy()
{
    if (text().trimmed().isEmpty())
        return;
    const auto day = dateFromText(text(), m_today);
    if (!day)
        return setState(FieldState::Error, tr("This is not a day; write it like 2025-05-13"));
    setText(day->toString(Qt::ISODate));
    if (m_earliest && *day < *m_earliest)
        setState(FieldState::Error, tr("Not before %1").arg(m_earliest->toString(Qt::ISODate)));
    else if (m_latest && *day > *m_latest)
        setState(FieldState::Error, tr("Not after %1").arg(m_latest->toString(Qt::ISODate)));
    else if (state() == FieldState::Error)
        setState(FieldState::Normal);
}

} // namespace yigong
