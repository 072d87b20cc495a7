// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/fhir_json.h"
#include "core/exchange/own_elements.h"
#include "core/exchange/own_resources.h"

namespace yigong {

namespace {

FhirTime wholeDay(QDate day)
{
    return day.isValid() ? FhirTime{PartialDate(day), {}} : FhirTime{};
}

/// HL7's words for what became of a contract: executed, terminated, entered-in-error.
QString contractStatus(const FamilyContract &contract)
{
    if (contract.isVoid())
        return QStringLiteral("entered-in-error");
    return contract.endedOn.isValid() ? QStringLiteral("terminated") : QStringLiteral("executed");
}

} // namespace

// The words of consent and of what was agreed are the county's own: they are in the extensions.
FhirOwnResource ownResource(const FamilyContract &contract, const OwnWriting &with)
{
    FamilyContract rest = contract;
    rest.patient = rest.practitioner = {};
    rest.from = rest.until = {};
    rest.entered = {};
    if (!with.names.site(contract.site).isNone())
        rest.site = {};
    FhirOwnResource out = begunOwn(contract, rest, with.names);
    out.text = begunResource("Contract", out.key, out.own)
                   .text("status", contractStatus(contract))
                   .text("issued", contract.entered.isNone() ? QString() : contract.entered.iso())
                   .raw("applies", periodJson(wholeDay(contract.from), wholeDay(contract.until)))
                   .one("subject", referenceJson(with.subject))
                   .one("authority", referenceJson(with.names.site(contract.site)))
                   .raw("author", referenceJson(with.names.practitioner(contract.practitioner)))
                   .raw("type", conceptJson(ownConcept("contract", QStringLiteral("family-doctor"),
                                                       QStringLiteral("家庭医生签约服务协议"))))
                   .object();
    return out;
}

Result<void> fillFrom(const JsonValue &json, const OwnNames &names, FamilyContract &record)
{
    OwnElements from(json, names);
    const QString type = from.code(from[u"type"], "Contract.type");
    if (type != u"family-doctor")
        from.wrong("Contract.type", type);
    record.entered = from.instant(from[u"issued"], "Contract.issued");
    record.from = from.day(from[u"applies"][u"start"], "Contract.applies");
    record.until = from.day(from[u"applies"][u"end"], "Contract.applies");
    record.site = from.site(from[u"authority"][0]);
    record.practitioner = from.reference(from[u"author"], "Contract.author");
    if (nameOf(record.signer).isEmpty() || nameOf(record.way).isEmpty())
        from.wrong("Contract.extension", QStringLiteral("signer, way"));
    return from.done();
}

} // namespace yigong
