// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codes/code_list_import.h"

#include "core/base/text.h"

#include <QRegularExpression>
#include <QStringDecoder>

namespace yigong {
namespace {

qsizetype columnNamed(const QStringList &header, const QStringList &names)
{
    for (const QString &name : names)
        for (qsizetype i = 0; i < header.size(); ++i)
            if (tidied(header[i]).compare(name, Qt::CaseInsensitive) == 0)
                return i;
    return -1;
}

QStringList words(const char *parted)
{
    return QString::fromUtf8(parted).split(u'|');
}

QString cell(const QStringList &row, qsizetype column)
{
    return column >= 0 && column < row.size() ? row[column].simplified() : QString();
}

/// A code as it is compared: half width, no blanks, letters in upper case but the filler x of the Chinese editions.
QString tidyCode(QStringView text, CodeListKind kind)
{
    QString code = halfWidth(text).remove(u' ').trimmed();
    if (kind == CodeListKind::Drugs)
        return code;
    code = code.toUpper();
    for (qsizetype i = 1; i < code.size(); ++i) // a chapter may be X itself
        if (code[i] == u'X')
            code[i] = u'x';
    return code;
}

int unitsInPack(const QString &pack)
{
    static const QRegularExpression Leading(QStringLiteral("^(\\d{1,6})"));
    return Leading.match(pack).captured(1).toInt();
}

/// The fields of one CSV line, or nothing where a quote is still open at its end.
std::optional<QStringList> fieldsOf(const QString &line)
{
    QStringList fields{QString()};
    bool quoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        if (c == u'"' && quoted && i + 1 < line.size() && line[i + 1] == u'"')
            fields.back() += line[i++];
        else if (c == u'"')
            quoted = !quoted;
        else if (c == u',' && !quoted)
            fields += QString();
        else
            fields.back() += c;
    }
    return quoted ? std::nullopt : std::optional(fields);
}

/// The rows of a CSV one at a time; a field may hold line breaks.
class RowSource
{
public:
    explicit RowSource(QIODevice &csv) : m_csv(csv) {}

    /// Nothing at the end. An open quote at the end of the file closes there.
    Result<std::optional<QStringList>> next()
    {
        QString text;
        m_rowLine = m_line + 1;
        while (!m_csv.atEnd()) {
            YIGONG_LET(line, nextLine());
            text += text.isEmpty() ? line : u'\n' + line;
            if (text.trimmed().isEmpty()) {
                text.clear();
                m_rowLine = m_line + 1;
                continue;
            }
            if (auto fields = fieldsOf(text))
                return fields;
        }
        if (text.isEmpty())
            return std::optional<QStringList>{};
        return fieldsOf(text + u'"');
    }
    [[nodiscard]] qint64 line() const { return m_rowLine; }

private:
    Result<QString> nextLine()
    {
        QByteArray bytes = m_csv.readLine();
        ++m_line;
        if (m_line == 1 && bytes.startsWith("\xEF\xBB\xBF"))
            bytes.remove(0, 3);
        while (bytes.endsWith('\n') || bytes.endsWith('\r'))
            bytes.chop(1);
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        QString text = decoder(bytes);
        if (decoder.hasError())
            return fail(ErrorKind::BadFormat, {}, {QStringLiteral("UTF-8"), QString::number(m_line)});
        return text;
    }

    QIODevice &m_csv;
    qint64 m_line = 0;
    qint64 m_rowLine = 0;
};

} // namespace

Result<CodeListImport> CodeListImport::forHeader(CodeListKind kind, const QStringList &header)
{
    CodeListImport list(kind);
    list.m_code = columnNamed(
        header,
        words("code|编码|代码|诊断编码|诊断代码|疾病编码|手术编码|手术操作编码|医保编码|医保药品编码|药品编码|药品代码|"
              "本位码|benweima14|drug_generic_id|批准文号|approval_no"));
    list.m_name = columnNamed(
        header,
        words("name|名称|诊断名称|疾病名称|手术名称|手术操作名称|generic_name|通用名|通用名称|药品通用名|药品名称"));
    list.m_form = columnNamed(header, words("form|dosage_form|剂型"));
    list.m_strength = columnNamed(header, words("strength|spec|规格|药品规格"));
    list.m_pack = columnNamed(header, words("pack|包装|包装规格"));
    list.m_unit = columnNamed(header, words("unit|最小单位|最小包装单位|单位"));
    if (list.m_code < 0)
        return fail(ErrorKind::Required, QStringLiteral("code"));
    if (list.m_name < 0)
        return fail(ErrorKind::Required, QStringLiteral("name"));
    return list;
}

bool CodeListImport::hasShape(const QString &code) const
{
    static const QRegularExpression Diagnosis(
        QStringLiteral("^([A-Z]\\d{2}(\\.[\\dx]{1,3}(x\\d{3})?)?[+†*]?([A-Z]\\d{2}(\\.[\\dx]{1,3}(x\\d{3})?)?\\*)?|"
                       "M\\d{4}[\\dx]?/\\d)$"));
    // 医保版 adds Chinese bone-setting under 17.97 ("17.971A0") and four digits behind an x here and there.
    static const QRegularExpression Procedure(QStringLiteral("^\\d{2}(\\.[\\dx][\\dxA-Z]{0,4}(x\\d{3,4})?)?$"));
    switch (m_kind) {
    case CodeListKind::Diagnoses:
        return Diagnosis.match(code).hasMatch();
    case CodeListKind::Procedures:
        return Procedure.match(code).hasMatch();
    case CodeListKind::Drugs:
        return code.size() <= 64;
    }
    return false;
}

Result<void> CodeListImport::take(const QStringList &row)
{
    const QString code = tidyCode(cell(row, m_code), m_kind);
    const QString name = cell(row, m_name);
    if (code.isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("code"));
    if (name.isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("name"));
    if (!hasShape(code) || !isCleanText(name))
        return fail(ErrorKind::Invalid, QStringLiteral("code"), {code});
    const auto known = m_names.constFind(code);
    if (known != m_names.constEnd() && *known != name)
        return fail(ErrorKind::AlreadyExists, QStringLiteral("code"), {code});
    if (known != m_names.constEnd()) {
        ++m_repeated;
        return {};
    }
    keep(code, name, row);
    return {};
}

void CodeListImport::keep(const QString &code, const QString &name, const QStringList &row)
{
    m_names.insert(code, name);
    ++m_taken;
    if (m_kind == CodeListKind::Diagnoses) {
        Diagnosis diagnosis;
        diagnosis.code = code;
        diagnosis.name = name;
        m_codes.diagnoses.push_back(std::move(diagnosis));
    } else if (m_kind == CodeListKind::Procedures) {
        m_codes.procedures.push_back({code, name});
    } else {
        Drug drug;
        drug.code = code;
        drug.name = name;
        drug.form = cell(row, m_form);
        drug.strength = cell(row, m_strength);
        drug.pack = cell(row, m_pack);
        drug.unit = cell(row, m_unit);
        drug.unitsPerPack = unitsInPack(drug.pack);
        m_codes.drugs.push_back(std::move(drug));
    }
}

Result<CodeList> readCodeList(CodeListKind kind, QIODevice &csv)
{
    RowSource rows(csv);
    YIGONG_LET(header, rows.next());
    YIGONG_LET(import, CodeListImport::forHeader(kind, header.value_or(QStringList())));
    CodeList list;
    for (;;) {
        YIGONG_LET(row, rows.next());
        if (!row)
            break;
        if (auto taken = import.take(*row); !taken)
            list.refused.push_back({rows.line(), *row, std::move(taken.error())});
    }
    list.taken = import.taken();
    list.repeated = import.repeated();
    list.codes = std::move(import).codes();
    return list;
}

} // namespace yigong
