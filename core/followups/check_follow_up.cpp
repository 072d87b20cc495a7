// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/check_follow_up.h"
#include "core/base/text.h"

namespace yigong {

namespace {

class FollowUpChecker
{
public:
    FollowUpChecker(const FollowUpDraft &draft, const PartialDate &birthDate, QDate today)
        : m_draft(draft), m_birthDate(birthDate), m_today(today)
    {}

    FollowUpCheck check()
    {
        if (m_draft.forms.empty())
            refuse(ErrorKind::Required, QStringLiteral("program"));
        checkDate();
        for (const FollowUp &form : m_draft.forms)
            for (const FormField &field : followUpFields())
                if (field.isOf(form.program))
                    checkField(form, field);
        return std::move(m_found);
    }

private:
    void refuse(ErrorKind kind, const QString &field, const QStringList &args = {})
    {
        const Error error{kind, field, args};
        for (const Error &known : m_found.errors)
            if (known == error) // the same answer on both forms
                return;
        m_found.errors.push_back(error);
    }

    void ask(FollowUpCaution caution, const QString &field, const QStringList &args)
    {
        const FollowUpAsk asked{caution, field, args};
        for (const FollowUpAsk &known : m_found.asks)
            if (known == asked)
                return;
        m_found.asks.push_back(asked);
    }

    void checkDate()
    {
        const QDate birth = m_birthDate.earliest();
        if (m_draft.date > m_today || (birth.isValid() && m_draft.date < birth))
            refuse(ErrorKind::OutOfRange, QStringLiteral("date"),
                   {m_draft.date.toString(Qt::ISODate), birth.toString(Qt::ISODate), m_today.toString(Qt::ISODate)});
    }

    void checkField(const FollowUp &form, const FormField &field)
    {
        if (const auto *figure = std::get_if<Measured FollowUp::*>(&field.member))
            checkFigure(field, form.*(*figure));
        if (const auto *text = std::get_if<QString FollowUp::*>(&field.member); text && !isCleanText(form.*(*text)))
            refuse(ErrorKind::Invalid, field.keyText());
        if (field.keyText() == u"way" && form.way == 0)
            refuse(ErrorKind::Required, field.keyText());
        if (field.keyText() == u"symptoms")
            checkSymptoms(form, field);
        if (field.keyText() == u"diastolic" && !form.systolic.isNone() && !form.diastolic.isNone() &&
            *form.diastolic.value >= *form.systolic.value)
            ask(FollowUpCaution::PressureReversed, field.keyText(), {form.systolic.text(), form.diastolic.text()});
        if (field.keyText() == u"nextOn" && form.nextOn.isValid() && form.nextOn <= m_draft.date)
            refuse(ErrorKind::OutOfRange, field.keyText(),
                   {form.nextOn.toString(Qt::ISODate), m_draft.date.addDays(1).toString(Qt::ISODate), QString()});
    }

    void checkFigure(const FormField &field, const Measured &figure)
    {
        if (figure.isNone() || field.highest == 0)
            return;
        const Hundredths value = *figure.value;
        if (value < field.lowest || value > field.highest)
            refuse(ErrorKind::OutOfRange, field.keyText(),
                   {figure.text(), hundredthsText(field.lowest), hundredthsText(field.highest)});
        else if (value < field.likelyLow || value > field.likelyHigh)
            ask(FollowUpCaution::Unlikely, field.keyText(),
                {figure.text(), hundredthsText(field.likelyLow), hundredthsText(field.likelyHigh)});
    }

    void checkSymptoms(const FollowUp &form, const FormField &field)
    {
        if (form.symptoms.isEmpty())
            refuse(ErrorKind::Required, field.keyText());
        else if (form.symptoms.size() > 1 && form.symptoms.contains(QStringLiteral("1")))
            refuse(ErrorKind::Invalid, field.keyText(), {fieldWords(form, field)});
    }

    const FollowUpDraft &m_draft;
    const PartialDate m_birthDate;
    const QDate m_today;
    FollowUpCheck m_found;
};

} // namespace

QString nameOf(FollowUpCaution caution)
{
    switch (caution) {
    case FollowUpCaution::Unlikely:
        return QStringLiteral("unlikely");
    case FollowUpCaution::PressureReversed:
        return QStringLiteral("pressure-reversed");
    case FollowUpCaution::LaterThanRule:
        return QStringLiteral("later-than-rule");
    }
    return {};
}

FollowUpCheck checkFollowUp(const FollowUpDraft &draft, const PartialDate &birthDate, QDate today)
{
    return FollowUpChecker(draft, birthDate, today).check();
}

} // namespace yigong
