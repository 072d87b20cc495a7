// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/import_reasons.h"

#include <QHash>

namespace yigong {

namespace {

QString columnName(const QString &field)
{
    static const QHash<QString, QString> names{
        {QStringLiteral("name"), QStringLiteral("姓名")},
        {QStringLiteral("sex"), QStringLiteral("性别")},
        {QStringLiteral("birth_date"), QStringLiteral("出生日期")},
        {QStringLiteral("id_number"), QStringLiteral("身份证号")},
        {QStringLiteral("deceased_on"), QStringLiteral("死亡日期")},
        {QStringLiteral("remarks"), QStringLiteral("备注")},
        {QStringLiteral("code"), QStringLiteral("编码")},
        {QStringLiteral("tier"), QStringLiteral("级别")},
        {QStringLiteral("parent"), QStringLiteral("上级")},
        {QStringLiteral("patient"), QStringLiteral("居民")},
        {QStringLiteral("encounter"), QStringLiteral("就诊")},
        {QStringLiteral("status"), QStringLiteral("状态")},
        {QStringLiteral("site"), QStringLiteral("机构")},
        {QStringLiteral("service_request"), QStringLiteral("转诊单")},
        {QStringLiteral("date"), QStringLiteral("随访日期")},
        {QStringLiteral("entered"), QStringLiteral("录入日期")},
        {QStringLiteral("class"), QStringLiteral("随访分类")},
        {QStringLiteral("source_identifier"), QStringLiteral("源系统编号")},
    };
    return names.value(field, field);
}

QString whyInvalid(const Error &e)
{
    static const QHash<QString, QString> whys{
        {QStringLiteral("two-digit-year"), QStringLiteral("年份只有两位，请写四位")},
        {QStringLiteral("day-or-month-first"), QStringLiteral("分不清哪个是月、哪个是日，请写成 1955-04-03")},
        {QStringLiteral("no-such-day"), QStringLiteral("没有这一天")},
        {QStringLiteral("no-date"), QStringLiteral("不是日期，请写成 1955-04-03")},
        {QStringLiteral("damaged-by-spreadsheet"),
         QStringLiteral("已被电子表格改坏（后几位丢失），请对照证件重新填写，并把该列设为文本")},
        {QStringLiteral("unknown-word"), QStringLiteral("看不懂这个写法")},
        {QStringLiteral("differs-from-id-number"), QStringLiteral("与身份证号不一致，请核对")},
        {QStringLiteral("two-columns-differ"), QStringLiteral("两列写的不一样，请核对")},
        {QStringLiteral("differs-from-record"), QStringLiteral("与档案中这位居民的姓名不一致，请核对")},
    };
    return whys.value(e.args.value(1), QStringLiteral("不能这样写"));
}

} // namespace

QString importReason(const Error &e)
{
    const QString column = columnName(e.field);
    switch (e.kind) {
    case ErrorKind::Required:
        return QStringLiteral("缺少%1").arg(column);
    case ErrorKind::Invalid:
        return QStringLiteral("%1“%2”：%3").arg(column, e.args.value(0), whyInvalid(e));
    case ErrorKind::OutOfRange:
        return column.isEmpty() ? QStringLiteral("这一行太长")
                                : QStringLiteral("%1“%2”不在 %3 至 %4 之间")
                                      .arg(column, e.args.value(0), e.args.value(1), e.args.value(2));
    case ErrorKind::BadEncoding:
        return QStringLiteral("%1有丢失或无法识别的字符，请对照原表改正").arg(column);
    case ErrorKind::BadFormat:
        return QStringLiteral("这一行的格式不对（应有 %1）").arg(e.args.value(0));
    case ErrorKind::IdNumberFormat:
        return QStringLiteral("身份证号“%1”位数或写法不对").arg(e.args.value(0));
    case ErrorKind::IdNumberDate:
        return QStringLiteral("身份证号中的出生日期不存在");
    case ErrorKind::IdNumberFuture:
        return QStringLiteral("身份证号中的出生日期还没有到");
    case ErrorKind::IdNumberCheckDigit:
        return QStringLiteral("身份证号“%1”校验位不对（按前 17 位应为 %2），请对照证件")
            .arg(e.args.value(0), e.args.value(1));
    case ErrorKind::OutOfScope:
        return QStringLiteral("所属机构不在你的管辖范围内");
    case ErrorKind::AlreadyExists:
        if (e.field == u"source_identifier" || e.field == u"id_number")
            return QStringLiteral("源系统编号“%1”已属于另一位居民，请核对或指明来源系统").arg(e.args.value(0));
        if (e.field != u"code" && e.args.value(0).size() == 36)
            return QStringLiteral("这条记录在本库中属于另一位居民");
        if (e.args.size() > 1)
            return QStringLiteral("%1“%2”已有另一张随访表，请核对后在程序中更正").arg(column, e.args.value(0));
        return QStringLiteral("%1“%2”已有另一个名称").arg(column, e.args.value(0));
    case ErrorKind::NotFound:
        return QStringLiteral("找不到%1“%2”").arg(column, e.args.value(e.args.size() > 1 ? 1 : 0));
    case ErrorKind::SecondSignatureNeeded:
        return QStringLiteral("药品“%1”的发放须双人签名，不能由文件带入").arg(e.args.value(0));
    case ErrorKind::WrongState:
        if (e.args.value(0) == u"voided")
            return QStringLiteral("该居民档案已注销");
        if (e.args.value(0) == u"deceased")
            return QStringLiteral("随访日期在该居民死亡之后");
        if (e.args.value(0) == u"closed")
            return QStringLiteral("该居民在随访日期之前已退出管理");
        return QStringLiteral("状态为“%1”，不作为记录接收").arg(e.args.value(0));
    default:
        return nameOf(e.kind) + u' ' + e.field + u' ' + e.args.join(u' ');
    }
}

} // namespace yigong
