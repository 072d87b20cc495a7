// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/follow_up_draft.h"

#include <QJsonArray>
#include <algorithm>
#include <array>

namespace yigong {

namespace {

constexpr std::array programs{FollowUpProgram::Hypertension, FollowUpProgram::Diabetes};

/// The form that holds a shared answer: the first whose program asks it.
const FollowUp *holderOf(const FollowUpDraft &draft, const FormField &field)
{
    for (const FollowUp &form : draft.forms)
        if (field.isOf(form.program))
            return &form;
    return nullptr;
}

QString typedOf(const QJsonValue &value)
{
    if (!value.isArray())
        return value.toVariant().toString();
    QStringList words;
    for (const auto &part : value.toArray())
        words.append(part.toVariant().toString());
    return words.join(u';');
}

Result<Id> idIn(const QJsonObject &json, const QString &key)
{
    const QString text = json.value(key).toString();
    if (text.isEmpty())
        return Id{};
    const auto id = Id::parse(text);
    if (!id)
        return fail(ErrorKind::Invalid, key, {text});
    return *id;
}

Result<void> takeOwn(FollowUp &form, const QJsonObject &answers)
{
    for (auto at = answers.begin(); at != answers.end(); ++at) {
        const FormField *field = followUpField(at.key());
        if (!field || !field->isOf(form.program))
            return fail(ErrorKind::BadFormat, {}, {QStringLiteral("a field of the form"), at.key()});
        YIGONG_TRY(setField(form, form.program, *field, typedOf(at.value())));
    }
    return {};
}

Result<void> takeShared(FollowUpDraft &draft, const QString &key, const QJsonValue &value)
{
    const FormField *field = followUpField(key);
    // Symptoms of both forms at once cannot be: the same number means two things.
    if (!field || (!field->shared && draft.forms.size() > 1))
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("a field of the form"), key});
    bool isAsked = false;
    for (FollowUp &form : draft.forms)
        if (field->isOf(form.program)) {
            isAsked = true;
            YIGONG_TRY(setField(form, form.program, *field, typedOf(value)));
        }
    if (!isAsked)
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("a field of the form"), key});
    return {};
}

bool isHead(const QString &key)
{
    static const QStringList head{QStringLiteral("patient"), QStringLiteral("date"), QStringLiteral("confirmed"),
                                  QStringLiteral("amends"), QStringLiteral("amendReason")};
    return head.contains(key) || followUpProgramFrom(key);
}

Result<void> takeHead(FollowUpDraft &draft, const QJsonObject &json)
{
    YIGONG_LET(patient, idIn(json, QStringLiteral("patient")));
    YIGONG_LET(amends, idIn(json, QStringLiteral("amends")));
    draft.patient = patient;
    draft.amends = amends;
    draft.amendReason = json.value(QLatin1String("amendReason")).toString();
    const QString date = json.value(QLatin1String("date")).toString();
    draft.date = QDate::fromString(date, Qt::ISODate);
    if (!date.isEmpty() && !draft.date.isValid())
        return fail(ErrorKind::Invalid, QStringLiteral("date"), {date});
    for (const auto &key : json.value(QLatin1String("confirmed")).toArray())
        draft.confirmed.append(key.toString());
    return {};
}

} // namespace

const FollowUp *FollowUpDraft::formOf(FollowUpProgram program) const
{
    for (const FollowUp &form : forms)
        if (form.program == program)
            return &form;
    return nullptr;
}

FollowUp *FollowUpDraft::formOf(FollowUpProgram program)
{
    return const_cast<FollowUp *>(std::as_const(*this).formOf(program));
}

void spread(FollowUpDraft &draft)
{
    for (const FormField &field : followUpFields()) {
        const FollowUp *holder = holderOf(draft, field);
        for (FollowUp &form : draft.forms)
            if (!field.isOf(form.program))
                copyField(FollowUp{}, form, field);
            else if (field.shared && holder && holder != &form)
                copyField(*holder, form, field);
    }
}

QJsonObject answersOf(const FollowUp &form)
{
    QJsonObject answers;
    for (const FormField &field : followUpFields())
        if (field.isOf(form.program) && !isUnsaid(form, field))
            answers.insert(field.keyText(), fieldText(form, field));
    return answers;
}

QJsonObject jsonOf(const FollowUpDraft &draft)
{
    QJsonObject json{{QStringLiteral("patient"), draft.patient.text()},
                     {QStringLiteral("date"), draft.date.toString(Qt::ISODate)}};
    for (const FollowUp &form : draft.forms) {
        QJsonObject own;
        for (const FormField &field : followUpFields())
            if (field.isOf(form.program) && !isUnsaid(form, field))
                (field.shared ? json : own).insert(field.keyText(), fieldText(form, field));
        json.insert(nameOf(form.program), own);
    }
    if (!draft.confirmed.isEmpty())
        json.insert(QStringLiteral("confirmed"), QJsonArray::fromStringList(draft.confirmed));
    if (!draft.amends.isNone()) {
        json.insert(QStringLiteral("amends"), draft.amends.text());
        json.insert(QStringLiteral("amendReason"), draft.amendReason);
    }
    return json;
}

Result<FollowUpDraft> followUpDraftFrom(const QJsonObject &json)
{
    FollowUpDraft draft;
    YIGONG_TRY(takeHead(draft, json));
    for (const FollowUpProgram program : programs)
        if (const QJsonValue own = json.value(nameOf(program)); !own.isUndefined()) {
            if (!own.isObject())
                return fail(ErrorKind::BadFormat, {}, {QStringLiteral("an object"), nameOf(program)});
            FollowUp form;
            form.program = program;
            YIGONG_TRY(takeOwn(form, own.toObject()));
            draft.forms.push_back(std::move(form));
        }
    for (auto at = json.begin(); at != json.end(); ++at)
        if (!isHead(at.key()))
            YIGONG_TRY(takeShared(draft, at.key(), at.value()));
    return draft;
}

} // namespace yigong
