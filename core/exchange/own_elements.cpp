// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/own_elements.h"
#include "core/base/text.h"

namespace yigong {

void OwnElements::wrong(const char *path, const QString &written)
{
    if (!m_problem)
        m_problem = Error{ErrorKind::Invalid, QString::fromLatin1(path), {written.left(40)}};
}

QString OwnElements::text(const JsonValue &value, const char *path)
{
    if ((!value.isAbsent() && !value.isString()) || !isCleanText(value.text()))
        wrong(path, value.text());
    return value.text();
}

QString OwnElements::text(const char *member)
{
    return text(m_json[QString::fromLatin1(member)], member);
}

Instant OwnElements::instant(const JsonValue &value, const char *path)
{
    if (value.isAbsent())
        return {};
    const Instant read = Instant::fromIso(value.text());
    if (read.isNone())
        wrong(path, value.text());
    return read;
}

QDate OwnElements::day(const JsonValue &value, const char *path)
{
    if (value.isAbsent())
        return {};
    const QDate read = QDate::fromString(value.text(), Qt::ISODate);
    if (!read.isValid())
        wrong(path, value.text());
    return read;
}

Measured OwnElements::measured(const JsonValue &value, const char *path)
{
    if (value.isAbsent())
        return {};
    const auto read = parseHundredths(value.text());
    if (!read)
        wrong(path, value.text());
    return {read};
}

Id OwnElements::reference(const JsonValue &value, const char *path)
{
    const QString written = value[u"reference"].text();
    const Id id = ownIdIn(written);
    if (!written.isEmpty() && id.isNone())
        wrong(path, written);
    return id;
}

Id OwnElements::site(const JsonValue &value)
{
    const QString code = value[u"identifier"][u"value"].text();
    const Id found = m_names.siteOf(code);
    if (!code.isEmpty() && found.isNone() && !m_problem)
        m_problem = Error{ErrorKind::NotFound, QStringLiteral("site"), {code}};
    return found;
}

QString OwnElements::code(const JsonValue &codeableConcept, const char *path)
{
    return text(codeableConcept[u"coding"][0][u"code"], path);
}

Result<void> OwnElements::done() const
{
    return m_problem ? Result<void>(fail(*m_problem)) : Result<void>{};
}

FhirConcept ownConcept(const char *system, const QString &code, const QString &display)
{
    return {{{ownSystem(system), code, display}}, {}};
}

} // namespace yigong
