// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/form_draft_json.h"

#include <QJsonArray>

namespace yigong {

namespace {

QJsonValue dayValue(QDate day)
{
    return day.isValid() ? QJsonValue(day.toString(Qt::ISODate)) : QJsonValue(QJsonValue::Null);
}

Result<QDate> dayMember(const QJsonObject &json, const char *member)
{
    const QJsonValue value = json.value(QLatin1String(member));
    if (value.isUndefined() || value.isNull())
        return QDate();
    const QDate day = QDate::fromString(value.toString(), Qt::ISODate);
    if (!day.isValid())
        return fail(ErrorKind::Invalid, QString::fromLatin1(member), {value.toVariant().toString()});
    return day;
}

Result<Id> idMember(const QJsonObject &json, const char *member)
{
    const QString text = json.value(QLatin1String(member)).toString();
    const auto id = Id::parse(text);
    if (!text.isEmpty() && !id)
        return fail(ErrorKind::Invalid, QString::fromLatin1(member), {text.left(40)});
    return id.value_or(Id{});
}

/// A text, a number, or a list of options.
QString typedIn(const QJsonValue &value)
{
    if (!value.isArray())
        return value.toVariant().toString();
    QStringList words;
    for (const auto &each : value.toArray())
        words.append(each.toVariant().toString());
    return words.join(u';');
}

Result<FormAnswers> answersIn(const QJsonObject &json, const FormDefinition &form)
{
    FormAnswers answers;
    for (auto at = json.begin(); at != json.end(); ++at) {
        const FormQuestion *question = form.question(at.key());
        if (!question)
            return fail(ErrorKind::NotFound, QStringLiteral("question"), {at.key()});
        if (question->source != AnswerSource::Computed)
            YIGONG_TRY(answer(answers, *question, typedIn(at.value())));
    }
    return answers;
}

} // namespace

Result<HealthFormDraft> healthFormDraftFrom(const QJsonObject &json)
{
    HealthFormDraft draft;
    draft.formCode = json.value(u"form").toString();
    draft.formVersion = json.value(u"version").toString();
    const FormDefinition *form = formDefinition(draft.formCode, draft.formVersion);
    if (!form)
        return fail(ErrorKind::NotFound, QStringLiteral("form"), {draft.formCode, draft.formVersion});
    YIGONG_LET(patient, idMember(json, "patient"));
    YIGONG_LET(amends, idMember(json, "amends"));
    YIGONG_LET(day, dayMember(json, "day"));
    YIGONG_LET(nextOn, dayMember(json, "nextOn"));
    YIGONG_LET(answers, answersIn(json.value(u"answers").toObject(), *form));
    if (patient.isNone() && amends.isNone())
        return fail(ErrorKind::Required, QStringLiteral("patient"));
    draft.patient = patient;
    draft.amends = amends;
    draft.day = day;
    draft.nextOn = nextOn;
    draft.answers = std::move(answers);
    draft.amendReason = json.value(u"amendReason").toString();
    for (const auto &key : json.value(u"confirmed").toArray())
        draft.confirmed.append(key.toString());
    return draft;
}

QJsonObject jsonOf(const FormAnswers &answers)
{
    QJsonObject json;
    for (const auto &[key, text] : answers.all())
        json.insert(key, text);
    return json;
}

QJsonObject jsonOf(const HealthFormDraft &draft)
{
    QJsonObject json{{QStringLiteral("patient"), draft.patient.text()},
                     {QStringLiteral("form"), draft.formCode},
                     {QStringLiteral("version"), draft.formVersion},
                     {QStringLiteral("day"), dayValue(draft.day)},
                     {QStringLiteral("answers"), jsonOf(draft.answers)},
                     {QStringLiteral("nextOn"), dayValue(draft.nextOn)},
                     {QStringLiteral("confirmed"), QJsonArray::fromStringList(draft.confirmed)}};
    if (!draft.amends.isNone()) {
        json.insert(QStringLiteral("amends"), draft.amends.text());
        json.insert(QStringLiteral("amendReason"), draft.amendReason);
    }
    return json;
}

QJsonObject jsonOf(const FormJudgement &judgement)
{
    return {{QStringLiteral("outcome"), judgement.outcome},
            {QStringLiteral("step"), nameOf(judgement.step)},
            {QStringLiteral("nextForm"), judgement.nextForm},
            {QStringLiteral("nextStage"), judgement.nextStage},
            {QStringLiteral("dueFrom"), dayValue(judgement.dueFrom)},
            {QStringLiteral("due"), dayValue(judgement.due)},
            {QStringLiteral("checkReferralBy"), dayValue(judgement.checkReferralBy)},
            {QStringLiteral("reasons"), QJsonArray::fromStringList(judgement.reasons)}};
}

} // namespace yigong
