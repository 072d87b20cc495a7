// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/imported_resident.h"
#include "core/base/text.h"
#include "core/exchange/basic_columns.h"
#include "core/exchange/field_spelling.h"
#include "core/patients/id_number.h"
#include "core/sites/site_tree.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>
#include <utility>

namespace yigong {

namespace {

const QString differsFromIdNumber = QStringLiteral("differs-from-id-number");

struct ChronicWord
{
    const char *word;
    const char16_t *names; ///< the first is how it is written; parted by blanks
};
constexpr std::array chronicWords{
    ChronicWord{"hypertension", u"高血压 原发性高血压 高血压病"},
    ChronicWord{"diabetes", u"糖尿病 2型糖尿病 Ⅱ型糖尿病 II型糖尿病 1型糖尿病"},
    ChronicWord{"copd", u"慢阻肺 慢性阻塞性肺疾病 慢性阻塞性肺病 COPD"},
    ChronicWord{"coronary", u"冠心病 冠状动脉粥样硬化性心脏病"},
    ChronicWord{"stroke", u"脑卒中 中风 脑梗死 脑梗 脑出血"},
    ChronicWord{"mental", u"严重精神障碍 重性精神疾病 精神分裂症 精神病"},
    ChronicWord{"tuberculosis", u"肺结核 结核病 结核"},
    ChronicWord{"cancer", u"恶性肿瘤 癌症"},
    ChronicWord{"asthma", u"哮喘 支气管哮喘"},
    ChronicWord{"hepatitis", u"肝炎 乙肝 乙型肝炎"},
    ChronicWord{"ckd", u"慢性肾病 慢性肾脏病"},
    ChronicWord{"dementia", u"痴呆 阿尔茨海默病"},
    ChronicWord{"epilepsy", u"癫痫"},
    ChronicWord{"gout", u"痛风"},
    ChronicWord{"osteoporosis", u"骨质疏松"},
    ChronicWord{"parkinson", u"帕金森病 帕金森"},
    ChronicWord{"rheumatoid", u"类风湿 类风湿关节炎 类风湿性关节炎"},
    ChronicWord{"thyroid", u"甲状腺疾病 甲亢 甲减"},
};

QStringList namesOf(const ChronicWord &word)
{
    return QString::fromUtf16(word.names).split(u' ');
}

/// Only what is the disease's name, with a grade or the like behind it: 疑似高血压 and 母亲高血压 are other things.
QString chronicWordOf(const QString &written)
{
    static const QRegularExpression behind(
        QStringLiteral("^([0-9一二三ⅠⅡⅢI]{1,3}[级期型])?([（(][^）)]*[）)])?(病史|史|病|患者)?$"));
    for (const ChronicWord &word : chronicWords)
        for (const QString &name : namesOf(word))
            if (written.startsWith(name) && behind.match(written.mid(name.size())).hasMatch())
                return QString::fromLatin1(word.word);
    return {};
}

bool saysNone(const QString &text)
{
    static const QStringList none{
        QStringLiteral("无"),   QStringLiteral("否"),     QStringLiteral("没有"),   QStringLiteral("否认"),
        QStringLiteral("不详"), QStringLiteral("无过敏"), QStringLiteral("未发现"), QStringLiteral("健康"),
        QStringLiteral("1"),    QStringLiteral("-"),      QStringLiteral("/"),      QStringLiteral("无过敏史"),
    };
    return none.contains(text);
}

QStringList listed(const QString &cell)
{
    static const QRegularExpression between(QStringLiteral("[,，、;；/|\\n]"));
    QStringList parts;
    for (const QString &part : cell.split(between, Qt::SkipEmptyParts))
        if (const QString text = tidied(part); !text.isEmpty())
            parts.append(text);
    return parts;
}

bool hasChinese(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x2E80; });
}

/// Lists pad short names with blanks (张　三).
Result<QString> nameFromCell(const QString &cell)
{
    QString name = tidied(cell);
    if (hasChinese(name))
        name.remove(u' ');
    if (name.isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("name"));
    if (name.contains(QChar::ReplacementCharacter) || name.contains(u'?'))
        return fail(ErrorKind::BadEncoding, QStringLiteral("name"), {name});
    if (!isCleanText(name))
        return fail(ErrorKind::Invalid, QStringLiteral("name"), {name});
    return name;
}

Error inField(Error error, const char *field)
{
    error.field = QString::fromLatin1(field);
    return error;
}

bool startsAs(const PartialDate &whole, const PartialDate &part)
{
    return whole.text().startsWith(part.text());
}

/// Puts the number in, and what follows from it. A birth date or sex that says otherwise is for a person to look at.
Result<void> takeIdCard(Patient &patient, const QString &number, QDate today)
{
    const IdNumberCheck check = checkIdNumber(number, today);
    if (!check.valid) {
        if (looksRoundedBySpreadsheet(check.number))
            return fail(ErrorKind::Invalid, QStringLiteral("id_number"), {number, Misspelling::damagedBySpreadsheet});
        return fail(idNumberError(check));
    }
    patient.idNumber = check.number;
    patient.idType = QStringLiteral("01");
    if (check.birthDate.isValid()) {
        const PartialDate born(check.birthDate);
        if (!patient.birthDate.isNone() && !startsAs(born, patient.birthDate))
            return fail(ErrorKind::Invalid, QStringLiteral("birth_date"),
                        {patient.birthDate.text(), differsFromIdNumber});
        patient.birthDate = born;
    }
    const Sex sex = check.sex == 1 ? Sex::Male : check.sex == 2 ? Sex::Female : Sex::Unknown;
    if (sex != Sex::Unknown) {
        const bool said = patient.sex == Sex::Male || patient.sex == Sex::Female;
        if (said && patient.sex != sex)
            return fail(ErrorKind::Invalid, QStringLiteral("sex"),
                        {QString::number(static_cast<int>(patient.sex)), differsFromIdNumber});
        patient.sex = sex;
    }
    return {};
}

/// What must be known of anybody, and that no day is yet to come.
Result<void> checkWhole(const Patient &patient, QDate today)
{
    if (patient.idNumber.isEmpty() && patient.sex == Sex::Unknown)
        return fail(ErrorKind::Required, QStringLiteral("sex"));
    if (patient.birthDate.isNone())
        return fail(ErrorKind::Required, QStringLiteral("birth_date"));
    if (patient.birthDate.earliest() > today)
        return fail(ErrorKind::OutOfRange, QStringLiteral("birth_date"),
                    {patient.birthDate.text(), QStringLiteral("1800-01-01"), today.toString(Qt::ISODate)});
    if (!patient.deceasedOn.isNone() &&
        (patient.deceasedOn.earliest() > today || patient.deceasedOn.text() < patient.birthDate.text().left(4)))
        return fail(ErrorKind::OutOfRange, QStringLiteral("deceased_on"),
                    {patient.deceasedOn.text(), patient.birthDate.text(), today.toString(Qt::ISODate)});
    return {};
}

/// CV02.01.101 of a document's name.
QString idTypeFrom(const QString &cell)
{
    static const std::pair<const char16_t *, const char *> kinds[] = {
        {u"身份证", "01"}, {u"户口", "02"}, {u"护照", "03"}, {u"军官", "04"},
        {u"驾驶", "05"},   {u"港澳", "06"}, {u"台湾", "07"}, {u"其他", "99"},
    };
    static const QRegularExpression code(QStringLiteral("^(0[1-7]|99)$"));
    QString text = tidied(cell);
    if (text.isEmpty() || code.match(text).hasMatch())
        return text;
    for (const auto &[name, number] : kinds)
        if (text.contains(QStringView(name)))
            return QString::fromLatin1(number);
    return QStringLiteral("99");
}

/// Reads one list row field by field.
class RowReading
{
public:
    RowReading(const PatientCells &cells, const ResidentReading &reading) : m_cells(cells), m_reading(reading) {}

    Result<ImportedResident> read()
    {
        YIGONG_TRY(readPerson());
        YIGONG_TRY(readDocument());
        YIGONG_TRY(checkWhole(m_out.patient, m_reading.today));
        readDetails();
        readPlace();
        readForm();
        readRest();
        readLists();
        for (const QString &text : m_out.remarks + QStringList{m_out.patient.address})
            if (!isCleanText(text))
                return fail(ErrorKind::Invalid, QStringLiteral("remarks"), {text});
        return std::move(m_out);
    }

private:
    [[nodiscard]] QString cell(PatientField field) const { return m_cells.value(field); }

    void keep(PatientField field, const char16_t *label)
    {
        if (const QString value = cell(field); !value.isEmpty())
            remark(QString::fromUtf16(label), value);
    }
    void remark(const QString &label, const QString &value)
    {
        m_out.remarks.append(label + QStringLiteral(": ") + tidied(value));
    }
    /// A value that cannot be read is no reason to refuse the person.
    void keepUnread(const char *note, const char16_t *label, const QString &value)
    {
        ++(*m_reading.notes)[QString::fromLatin1(note)];
        remark(QString::fromUtf16(label), value);
    }

    /// The same of a column with options: which word it was is told, so that a mapping can say what is meant.
    void keepUnreadOption(PatientField field, const char16_t *label, const QString &word = {})
    {
        keepUnread(nameOf(field).toLatin1().constData(), label, cell(field));
        m_out.unread.emplace_back(field, word.isEmpty() ? tidied(cell(field)) : word);
    }

    Result<void> readPerson()
    {
        YIGONG_LET(name, nameFromCell(cell(PatientField::Name)));
        m_out.patient.name = name;
        const auto sex = readSex(cell(PatientField::Sex));
        if (!sex)
            return fail(inField(sex.error(), "sex"));
        m_out.patient.sex = sex->value_or(Sex::Unknown);
        const auto born = readDate(cell(PatientField::BirthDate));
        if (!born)
            return fail(inField(born.error(), "birth_date"));
        m_out.patient.birthDate = *born;
        const auto died = readDate(cell(PatientField::Deceased));
        if (!died)
            return fail(inField(died.error(), "deceased_on"));
        m_out.patient.deceasedOn = *died;
        return {};
    }

    Result<void> readDocument()
    {
        Patient &patient = m_out.patient;
        const auto &twice = m_cells.disagreeing;
        if (std::find(twice.begin(), twice.end(), PatientField::IdNumber) != twice.end())
            return fail(ErrorKind::Invalid, QStringLiteral("id_number"),
                        {cell(PatientField::IdNumber), QStringLiteral("two-columns-differ")});
        const auto number = readIdNumber(cell(PatientField::IdNumber));
        if (!number)
            return fail(inField(number.error(), "id_number"));
        if (number->isEmpty() || saysNone(*number)) {
            patient.noIdReason = tidied(cell(PatientField::NoIdReason));
            return {};
        }
        const QString type = idTypeFrom(cell(PatientField::IdType));
        if (type.isEmpty() || type == u"01")
            return takeIdCard(patient, *number, m_reading.today);
        patient.idType = type;
        patient.idNumber = *number;
        return {};
    }

    void readDetails()
    {
        Patient &patient = m_out.patient;
        if (const auto phone = readPhone(cell(PatientField::Phone)))
            patient.phone = *phone;
        else
            keepUnread("phone", u"电话", cell(PatientField::Phone));
        if (const auto ethnicity = readEthnicity(cell(PatientField::Ethnicity)))
            patient.ethnicity = *ethnicity;
        else
            keepUnreadOption(PatientField::Ethnicity, u"民族");
        if (const auto blood = readBloodGroup(cell(PatientField::BloodType))) {
            patient.bloodType = blood->abo;
            if (!blood->rh.isEmpty() && cell(PatientField::RhType).isEmpty())
                m_out.form.emplace_back(basicFieldOf(PatientField::RhType), blood->rh);
        } else {
            keepUnreadOption(PatientField::BloodType, u"血型");
        }
        if (const auto record = readIdNumber(cell(PatientField::RecordNumber)))
            patient.recordNumber = *record;
        else
            keepUnread("recordNumber", u"档案编号", cell(PatientField::RecordNumber));
        patient.address = tidied(cell(PatientField::Address));
        patient.householdRelation = tidied(cell(PatientField::RelationToHouseholder));
        patient.sourceIdentifier = tidied(cell(PatientField::SourceId));
        if (!patient.sourceIdentifier.isEmpty()) {
            const QString source = tidied(cell(PatientField::Source));
            patient.source = source.isEmpty() ? m_reading.source : source;
        }
        m_out.byNaturalKey = patient.idNumber.isEmpty() && patient.sourceIdentifier.isEmpty();
    }

    void readPlace()
    {
        const QString township = cell(PatientField::Township);
        const QString village = cell(PatientField::Village);
        const QString organisation = cell(PatientField::Organisation);
        const auto byVillage = m_reading.sites->find(village, township);
        const auto byOrganisation = m_reading.sites->find(organisation);
        // The organisation keeps the record; where it is a code it is certain.
        const bool coded = byOrganisation && divisionCode(organisation).has_value();
        if (const auto site = coded || !byVillage ? byOrganisation : byVillage)
            m_out.patient.site = *site;
        else if (!village.isEmpty() || !organisation.isEmpty())
            ++(*m_reading.notes)[QStringLiteral("site")];
        if (!byVillage && !coded) {
            keep(PatientField::Village, u"村");
            keep(PatientField::Township, u"乡镇");
        }
        if (!byOrganisation)
            keep(PatientField::Organisation, u"机构");
        if (const QString number = tidied(cell(PatientField::HouseholdNumber)); !number.isEmpty()) {
            const auto id = Id::parse(number);
            // A number of another system's household is one within the place it counts in.
            m_out.patient.household =
                id ? *id : Id::fromKey("household/" + m_out.patient.site.bytes() + number.toUtf8());
            if (!id)
                remark(QStringLiteral("家庭编号"), number);
        }
    }

    void readForm()
    {
        for (const auto &[column, value] : m_cells.values) {
            const BasicField *field = basicFieldOf(column);
            if (!field)
                continue;
            const auto text = isDayOfLife(column, value) ? basicTextFrom(*field, value, m_reading.formVersion)
                                                         : Result<QString>(fail(ErrorKind::OutOfRange));
            if (text && !text->isEmpty())
                m_out.form.emplace_back(field, *text);
            else if (!text && field->options.empty())
                keepUnread(nameOf(column).toLatin1().constData(), field->name, value);
            else if (!text)
                keepUnreadOption(column, field->name, text.error().args.value(0));
        }
    }

    /// A file is begun after its resident was born, and not tomorrow.
    [[nodiscard]] bool isDayOfLife(PatientField column, const QString &value) const
    {
        if (column != PatientField::EstablishedOn)
            return true;
        const auto day = readDate(value);
        return !day || (day->earliest() <= m_reading.today &&
                        day->text() >= m_out.patient.birthDate.text().left(day->text().size()));
    }

    /// What has a column in lists and none here stays readable.
    void readRest()
    {
        keep(PatientField::Doctor, u"责任医生");
        keep(PatientField::Householder, u"户主");
        for (const QString &line : m_cells.remarks)
            m_out.remarks.append(tidied(line));
        for (const QString &line : cell(PatientField::Remarks).split(u'\n', Qt::SkipEmptyParts))
            if (const QString text = tidied(line); !text.isEmpty())
                m_out.remarks.append(text);
    }

    void readLists()
    {
        QStringList other;
        for (const QString &disease : listed(cell(PatientField::History))) {
            if (saysNone(disease))
                continue;
            const QString word = chronicWordOf(disease);
            if (word.isEmpty())
                other.append(disease);
            else
                m_out.patient.conditions.append(word);
        }
        if (!other.isEmpty())
            remark(QStringLiteral("既往史"), other.join(u'、'));
        for (const QString &substance : listed(cell(PatientField::Allergies)))
            if (!saysNone(substance))
                m_out.allergies.append(substance);
        m_out.allergies.removeDuplicates();
    }

    const PatientCells &m_cells;
    const ResidentReading &m_reading;
    ImportedResident m_out;
};

QString maritalName(const QString &code)
{
    switch (code.left(1).toInt()) {
    case 1:
        return QStringLiteral("未婚");
    case 2:
        return QStringLiteral("已婚");
    case 3:
        return QStringLiteral("丧偶");
    case 4:
        return QStringLiteral("离婚");
    default:
        return QStringLiteral("未说明");
    }
}

} // namespace

QString notGivenAtImport()
{
    return QStringLiteral("导入时未提供");
}

QString chronicName(const QString &word)
{
    for (const ChronicWord &known : chronicWords)
        if (word == QLatin1String(known.word))
            return namesOf(known).front();
    return word;
}

Result<ImportedResident> residentFrom(const PatientCells &cells, const ResidentReading &reading)
{
    return RowReading(cells, reading).read();
}

Result<ImportedResident> residentFrom(const FhirPatient &given, const ResidentReading &reading)
{
    ImportedResident out;
    Patient &patient = out.patient;
    YIGONG_LET(name, nameFromCell(given.name));
    patient.name = name;
    patient.sex = given.sex;
    patient.birthDate = given.birthDate;
    patient.deceasedOn = given.deceasedAt.day;
    if (const QString number = given.idNumber(); !number.isEmpty())
        YIGONG_TRY(takeIdCard(patient, number, reading.today));
    YIGONG_TRY(checkWhole(patient, reading.today));
    patient.phone = readPhone(given.phone()).value_or(tidied(given.phone()));
    patient.address = tidied(given.address);
    patient.recordNumber = tidied(given.recordNumber());
    const bool nameless = given.key.system == FhirSystem::unspecified;
    patient.source = nameless && !reading.source.isEmpty() ? reading.source : given.key.system;
    patient.sourceIdentifier = given.key.value;
    if (nameless)
        out.ownId = Id::parse(given.key.value.section(u'/', 1)).value_or(Id{});
    if (given.deceased && patient.deceasedOn.isNone())
        out.remarks.append(QStringLiteral("已故"));
    if (!given.marital.isEmpty())
        out.remarks.append(QStringLiteral("婚姻状况: ") + maritalName(given.marital));
    if (const auto site = reading.sites->find(given.organisation.display))
        patient.site = *site;
    else if (!given.organisation.display.isEmpty())
        out.remarks.append(QStringLiteral("机构: ") + tidied(given.organisation.display));
    return out;
}

} // namespace yigong
