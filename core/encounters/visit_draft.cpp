// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/visit_draft.h"
#include "core/base/text.h"
#include "core/encounters/vitals.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <algorithm>
#include <cmath>

namespace yigong {

namespace {

/// Reads an object's values by key; remembers the first thing that is wrong, and whether all keys were asked for.
class JsonFields
{
public:
    JsonFields(const QJsonObject &object, QString where) : m_object(object), m_where(std::move(where)) {}

    QString text(const char *key, const QString &otherwise = {})
    {
        const QJsonValue value = take(key);
        if (value.isUndefined() || value.isNull())
            return otherwise;
        if (value.isDouble()) // a value such as 36.5 is mostly written as a number
            return QString::number(value.toDouble(), 'g', 12);
        if (!value.isString())
            refuse(key);
        return value.toString();
    }
    qint64 integer(const char *key, qint64 otherwise = 0)
    {
        const QJsonValue value = take(key);
        if (value.isUndefined() || value.isNull())
            return otherwise;
        const double number = value.toDouble(-1);
        if (!value.isDouble() || number != std::floor(number) || number < 0 || number > 1e9)
            refuse(key);
        return static_cast<qint64>(number);
    }
    bool flag(const char *key)
    {
        const QJsonValue value = take(key);
        if (!value.isUndefined() && !value.isBool())
            refuse(key);
        return value.toBool();
    }
    Id id(const char *key)
    {
        const QString written = text(key);
        const auto parsed = Id::parse(written);
        if (!written.isEmpty() && !parsed)
            refuse(key);
        return parsed.value_or(Id{});
    }
    Instant instant(const char *key)
    {
        const QString written = text(key);
        const Instant parsed = Instant::fromIso(written);
        if (!written.isEmpty() && parsed.isNone())
            refuse(key);
        return parsed;
    }
    Money money(const char *key, Money otherwise)
    {
        const QString written = text(key);
        const auto parsed = Money::parse(written);
        if (!written.isEmpty() && (!parsed || parsed->fen < 0))
            refuse(key);
        return parsed.value_or(otherwise);
    }
    /// Each object of a list, with its place. A bare string stands for an object with only `shortKey`.
    template <typename Entry, typename Read> std::vector<Entry> list(const char *key, const char *shortKey, Read read)
    {
        const QJsonValue value = take(key);
        if (!value.isUndefined() && !value.isArray())
            refuse(key);
        std::vector<Entry> entries;
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            const QJsonValue element = array[i];
            if (!element.isObject() && !element.isString())
                refuse(key);
            const QJsonObject object =
                element.isString() ? QJsonObject{{QString::fromLatin1(shortKey), element}} : element.toObject();
            JsonFields fields(object, QStringLiteral("%1%2[%3].").arg(m_where, QString::fromLatin1(key)).arg(i));
            entries.push_back(read(fields));
            if (const auto wrong = fields.wrong(); wrong && !m_wrong)
                m_wrong = wrong;
        }
        return entries;
    }

    [[nodiscard]] std::optional<Error> wrong() const
    {
        if (m_wrong)
            return m_wrong;
        for (const QString &key : m_object.keys())
            if (!m_asked.contains(key))
                return Error{ErrorKind::BadFormat, {}, {QStringLiteral("visit"), m_where + key}};
        return std::nullopt;
    }

private:
    QJsonValue take(const char *key)
    {
        m_asked.insert(QString::fromLatin1(key));
        return m_object.value(QLatin1String(key));
    }
    void refuse(const char *key)
    {
        if (m_wrong)
            return;
        const QJsonValue value = m_object.value(QLatin1String(key));
        const QString written = value.isString() ? value.toString() : value.toVariant().toString();
        m_wrong = Error{ErrorKind::Invalid, m_where + QString::fromLatin1(key), {written}};
    }

    QJsonObject m_object;
    QString m_where;
    QSet<QString> m_asked;
    std::optional<Error> m_wrong;
};

void put(QJsonObject &object, const char *key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(QLatin1String(key), text);
}

void put(QJsonObject &object, const char *key, qint64 number)
{
    if (number != 0)
        object.insert(QLatin1String(key), number);
}

void put(QJsonObject &object, const char *key, bool is)
{
    if (is)
        object.insert(QLatin1String(key), true);
}

QJsonObject jsonOf(const VitalEntry &vital)
{
    QJsonObject object;
    put(object, "code", vital.code);
    put(object, "value", vital.value);
    put(object, "unit", vital.unit);
    return object;
}

QJsonObject jsonOf(const DiagnosisEntry &diagnosis)
{
    QJsonObject object;
    put(object, "code", diagnosis.code);
    put(object, "name", diagnosis.name);
    put(object, "primary", diagnosis.primary);
    return object;
}

QJsonObject jsonOf(const PrescriptionEntry &line)
{
    QJsonObject object;
    put(object, "drug", line.drug);
    put(object, "name", line.name);
    put(object, "dose", line.dose);
    put(object, "timesPerDay", static_cast<qint64>(line.timesPerDay));
    put(object, "frequency", line.frequency);
    put(object, "route", line.route);
    put(object, "days", static_cast<qint64>(line.days));
    put(object, "quantity", static_cast<qint64>(line.quantity.units));
    put(object, "unit", line.unit);
    put(object, "instructions", line.instructions);
    put(object, "dispense", line.dispense);
    put(object, "reason", line.overrideReason);
    put(object, "allergyReason", line.allergyReason);
    return object;
}

template <typename Entry> void put(QJsonObject &object, const char *key, const std::vector<Entry> &entries)
{
    QJsonArray array;
    for (const Entry &entry : entries)
        array.append(jsonOf(entry));
    if (!array.isEmpty())
        object.insert(QLatin1String(key), array);
}

VitalEntry readVital(JsonFields &fields)
{
    return {fields.text("code"), fields.text("value"), fields.text("unit")};
}

DiagnosisEntry readDiagnosis(JsonFields &fields)
{
    return {fields.text("code"), fields.text("name"), fields.flag("primary")};
}

PrescriptionEntry readLine(JsonFields &fields)
{
    PrescriptionEntry line;
    line.drug = fields.text("drug");
    line.name = fields.text("name");
    line.dose = fields.text("dose");
    line.timesPerDay = static_cast<int>(fields.integer("timesPerDay"));
    line.frequency = fields.text("frequency");
    line.route = fields.text("route");
    line.days = static_cast<int>(fields.integer("days"));
    line.quantity = {fields.integer("quantity")};
    line.unit = fields.text("unit");
    line.instructions = fields.text("instructions");
    line.dispense = fields.flag("dispense");
    line.overrideReason = fields.text("reason");
    line.allergyReason = fields.text("allergyReason");
    return line;
}

void complete(DiagnosisEntry &diagnosis, const Catalogue &catalogue)
{
    const Diagnosis *known = catalogue.diagnoses().find(diagnosis.code);
    if (!known)
        return;
    diagnosis.code = known->code;
    if (diagnosis.name.isEmpty())
        diagnosis.name = known->name;
}

/// What is left open about a line, from the drug's usual prescription.
void complete(PrescriptionEntry &line, const Catalogue &catalogue)
{
    const Drug *drug = catalogue.drugs().find(line.drug);
    if (!drug)
        return;
    line.drug = drug->code;
    if (line.name.isEmpty())
        line.name = drug->title();
    if (line.unit.isEmpty())
        line.unit = drug->unit;
    if (line.route.isEmpty())
        line.route = drug->route;
    if (line.dose.isEmpty())
        line.dose = drug->doseText();
    else if (parseHundredths(line.dose)) // "2" of a capsule is "2 粒"
        line.dose = tidied(line.dose) + u' ' + line.unit;
    // What is said to be taken each day is, also where the drug is usually taken once a week.
    const bool isUsual = line.frequency.isEmpty() ? line.timesPerDay == 0 : line.frequency == drug->frequencyText();
    const int times = isUsual ? drug->timesPerDay : line.timesPerDay;
    const int everyDays = isUsual ? drug->everyDays : 1;
    if (line.frequency.isEmpty() && times > 0)
        line.frequency = isUsual ? drug->frequencyText() : QStringLiteral("每日 %1 次").arg(times);
    line.timesPerDay = times;
    if (line.quantity.units == 0)
        line.quantity = quantityFor(line.dose, times, everyDays, line.days, line.unit).value_or(Quantity{});
}

} // namespace

QJsonObject jsonOf(const VisitDraft &draft)
{
    QJsonObject object;
    put(object, "patient", draft.patient.isNone() ? QString() : draft.patient.text());
    put(object, "start", draft.start.iso());
    put(object, "class", draft.visitClass);
    put(object, "complaint", draft.complaint);
    put(object, "summary", draft.summary);
    put(object, "advice", draft.advice);
    put(object, "vitals", draft.vitals);
    put(object, "diagnoses", draft.diagnoses);
    put(object, "prescription", draft.prescription);
    put(object, "consultationFee", draft.consultationFee.yuan());
    put(object, "amends", draft.amends.isNone() ? QString() : draft.amends.text());
    put(object, "amendReason", draft.amendReason);
    return object;
}

Result<VisitDraft> visitDraftFrom(const QJsonObject &json)
{
    JsonFields fields(json, {});
    VisitDraft draft;
    draft.patient = fields.id("patient");
    draft.start = fields.instant("start");
    draft.visitClass = fields.text("class", draft.visitClass);
    draft.complaint = fields.text("complaint");
    draft.summary = fields.text("summary");
    draft.advice = fields.text("advice");
    draft.vitals = fields.list<VitalEntry>("vitals", "code", readVital);
    draft.diagnoses = fields.list<DiagnosisEntry>("diagnoses", "code", readDiagnosis);
    draft.prescription = fields.list<PrescriptionEntry>("prescription", "drug", readLine);
    draft.consultationFee = fields.money("consultationFee", draft.consultationFee);
    draft.amends = fields.id("amends");
    draft.amendReason = fields.text("amendReason");
    if (const auto wrong = fields.wrong())
        return fail(*wrong);
    return draft;
}

VisitDraft completed(VisitDraft draft, const Catalogue &catalogue)
{
    for (VitalEntry &entry : draft.vitals) {
        const VitalKind *kind = vitalKind(entry.code);
        if (kind && kind->takesUnit(entry.unit))
            entry.unit = kind->unitText();
        entry.value = tidied(entry.value);
    }
    for (DiagnosisEntry &diagnosis : draft.diagnoses)
        complete(diagnosis, catalogue);
    const bool hasPrimary = std::any_of(draft.diagnoses.begin(), draft.diagnoses.end(),
                                        [](const DiagnosisEntry &entry) { return entry.primary; });
    if (!hasPrimary && !draft.diagnoses.empty())
        draft.diagnoses.front().primary = true;
    for (PrescriptionEntry &line : draft.prescription)
        complete(line, catalogue);
    return draft;
}

PrescriptionEntry usualPrescription(const Drug &drug, int days)
{
    PrescriptionEntry line;
    line.drug = drug.code;
    line.name = drug.title();
    line.dose = drug.doseText();
    line.timesPerDay = drug.timesPerDay;
    line.frequency = drug.frequencyText();
    line.route = drug.route;
    line.days = days;
    line.unit = drug.unit;
    line.quantity = quantityFor(line.dose, drug.timesPerDay, drug.everyDays, days, drug.unit).value_or(Quantity{});
    return line;
}

std::optional<Quantity> quantityFor(const QString &dose, int times, int everyDays, int days, const QString &unit)
{
    static const QRegularExpression shape(QStringLiteral("^([0-9]+(?:\\.[0-9]{1,2})?) ?(\\S*)$"));
    const auto match = shape.match(tidied(dose));
    if (!match.hasMatch() || match.captured(2) != unit || times <= 0 || days <= 0 || everyDays <= 0)
        return std::nullopt;
    const auto amount = parseHundredths(match.captured(1));
    if (!amount || *amount == 0)
        return std::nullopt;
    const qint64 doses = (static_cast<qint64>(times) * days + everyDays - 1) / everyDays;
    return Quantity{(*amount * doses + 99) / 100};
}

} // namespace yigong
