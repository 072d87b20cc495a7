// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/contract_pdf.h"
#include "core/contracts/key_groups.h"
#include "core/exchange/new_file.h"
#include "core/patients/patient_text.h"
#include "ui/print/report_chart.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>
#include <array>

namespace yigong {

namespace {

constexpr double contractType = 10.5; // points
constexpr int pointsPerInchOfContract = 72;

struct PaperWord
{
    const char *word;
    const char16_t *text;
};
constexpr std::array paperWords{
    PaperWord{"elderly", u"65 岁及以上老年人"},
    PaperWord{"child", u"0～6 岁儿童"},
    PaperWord{"hypertension", u"高血压患者"},
    PaperWord{"diabetes", u"2 型糖尿病患者"},
    PaperWord{"copd", u"慢阻肺患者"},
    PaperWord{"tuberculosis", u"肺结核患者"},
    PaperWord{"mental", u"严重精神障碍患者"},
    PaperWord{"pregnant", u"孕产妇"},
    PaperWord{"disabled", u"残疾人"},
    PaperWord{"poor", u"低收入人口"},
    PaperWord{"special-family", u"计生特殊家庭"},
    PaperWord{"frail", u"失能或临终"},
    PaperWord{"priority-booking", u"优先预约"},
    PaperWord{"priority-examination", u"优先检查"},
    PaperWord{"expert-slots", u"预留专家号"},
    PaperWord{"long-prescription", u"慢性病长处方"},
    PaperWord{"extended-prescription", u"延伸处方"},
    PaperWord{"home-service", u"上门服务"},
    PaperWord{"phone-advice", u"电话咨询"},
};

QString paperText(const QStringList &words)
{
    QStringList texts;
    for (const QString &word : words)
        for (const PaperWord &known : paperWords)
            if (word == QLatin1String(known.word))
                texts.append(QString::fromUtf16(known.text));
    return texts.join(u'、');
}

QString chineseDay(QDate day)
{
    return day.isValid() ? QStringLiteral("%1 年 %2 月 %3 日").arg(day.year()).arg(day.month()).arg(day.day())
                         : QStringLiteral("　　年　　月　　日");
}

QString escaped(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("　") : text.toHtmlEscaped();
}

QString pair(const QString &name, const QString &value)
{
    return QStringLiteral("<td width=\"16%\" bgcolor=\"#f2f2f2\">%1</td><td width=\"34%\">%2</td>")
        .arg(name, escaped(value));
}

QString partiesHtml(const ContractSheet &sheet)
{
    const Patient &p = sheet.patient;
    QStringList team = sheet.memberNames;
    team.removeAll(sheet.leaderName);
    QString html = QStringLiteral("<table width=\"100%\" border=\"1\" cellspacing=\"0\" cellpadding=\"4\">");
    html += QStringLiteral("<tr>") + pair(QStringLiteral("甲方（居民）"), p.name) +
            pair(QStringLiteral("证件号码"), maskedIdNumber(p.idNumber)) + QStringLiteral("</tr>");
    html += QStringLiteral("<tr>") + pair(QStringLiteral("住址"), p.address) +
            pair(QStringLiteral("联系电话"), p.phone) + QStringLiteral("</tr>");
    html += QStringLiteral("<tr>") + pair(QStringLiteral("档案编号"), p.recordNumber) +
            pair(QStringLiteral("人群类别"), paperText(sheet.contract.groups)) + QStringLiteral("</tr>");
    html += QStringLiteral("<tr>") + pair(QStringLiteral("乙方（团队）"), sheet.team.name) +
            pair(QStringLiteral("所在机构"), sheet.siteName) + QStringLiteral("</tr>");
    html += QStringLiteral("<tr>") + pair(QStringLiteral("团队长"), sheet.leaderName) +
            pair(QStringLiteral("成员"), team.join(u'、')) + QStringLiteral("</tr>");
    html += QStringLiteral("<tr>") + pair(QStringLiteral("签约医生"), sheet.practitionerName) +
            pair(QStringLiteral("团队电话"), sheet.team.phone) + QStringLiteral("</tr></table>");
    return html;
}

QString packagesHtml(const ContractSheet &sheet)
{
    QString html = QStringLiteral(
        "<p><b>一、服务内容</b></p><table width=\"100%\" border=\"1\" cellspacing=\"0\" cellpadding=\"4\"><tr "
        "bgcolor=\"#f2f2f2\"><td width=\"28%\">服务包</td><td>服务项目</td><td width=\"16%\">每年次数</td></tr>");
    for (const ServicePackage &package : sheet.packages) {
        bool isFirst = true;
        for (const ServiceItem &item : package.items) {
            QString name = escaped(package.name);
            if (package.fee.fen > 0)
                name += QStringLiteral("<br>每年 %1 元").arg(package.fee.yuan());
            html += u"<tr>";
            if (isFirst)
                html += QStringLiteral("<td rowspan=\"%1\">%2</td>").arg(package.items.size()).arg(name);
            html += QStringLiteral("<td>%1%2</td><td align=\"center\">%3</td></tr>")
                        .arg(escaped(item.name), item.faceToFace ? QStringLiteral("（面对面）") : QString())
                        .arg(item.timesAYear);
            isFirst = false;
        }
    }
    html += u"</table>";
    const QString given = paperText(benefitsOf(sheet.packages));
    if (!given.isEmpty())
        html += QStringLiteral("<p><b>二、签约后还可享受</b>　%1</p>").arg(given);
    return html;
}

QString consentText(const FamilyContract &contract)
{
    QString who = QStringLiteral("居民本人");
    if (contract.signer != ConsentSigner::Resident) {
        who = contract.signer == ConsentSigner::Guardian ? QStringLiteral("监护人 ") : QStringLiteral("家属 ");
        who += contract.signerName;
        if (!contract.signerRelation.isEmpty())
            who += QStringLiteral("（%1）").arg(contract.signerRelation);
    }
    return who + (contract.way == ConsentWay::Mark ? QStringLiteral("，按手印") : QStringLiteral("，签字"));
}

QString closingHtml(const ContractSheet &sheet)
{
    const FamilyContract &contract = sheet.contract;
    QString html = QStringLiteral("<p><b>三、协议期限</b>　%1 至 %2</p>")
                       .arg(chineseDay(contract.from), chineseDay(contract.until));
    html += QStringLiteral("<p><b>四、签约确认</b>　甲方已了解上述内容，自愿签约。签约人：%1。</p>")
                .arg(escaped(consentText(contract)));
    html += QStringLiteral("<p>　</p><table width=\"100%\" cellpadding=\"6\"><tr><td width=\"50%\">甲方签字（手印）："
                           "________________<br><br>%1</td><td>乙方签字：________________<br><br>%1</td></tr></table>")
                .arg(chineseDay(contract.signedOn));
    return html;
}

} // namespace

void setUpContractPage(QPagedPaintDevice &device)
{
    device.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(18, 16, 18, 14),
                                     QPageLayout::Millimeter));
}

void drawContract(QPagedPaintDevice &device, const ContractSheet &sheet)
{
    const QRectF page = device.pageLayout().paintRect(QPageLayout::Point);
    QTextDocument document;
    document.setDocumentMargin(0);
    QFont font = printFont(contractType);
    font.setPixelSize(static_cast<int>(contractType + 0.5)); // a pixel is a point here
    document.setDefaultFont(font);
    document.setPageSize(page.size());
    document.setHtml(QStringLiteral("<h2 align=\"center\">家庭医生签约服务协议书</h2>") + partiesHtml(sheet) +
                     packagesHtml(sheet) + closingHtml(sheet));
    QPainter painter(&device);
    painter.scale(device.logicalDpiX() / static_cast<double>(pointsPerInchOfContract),
                  device.logicalDpiY() / static_cast<double>(pointsPerInchOfContract));
    for (int i = 0; i < document.pageCount(); ++i) {
        if (i > 0)
            device.newPage();
        painter.save();
        painter.translate(0, -i * page.height());
        document.drawContents(&painter, QRectF(0, i * page.height(), page.width(), page.height()));
        painter.restore();
    }
}

Result<void> writeContractPdf(const ContractSheet &sheet, const QString &path)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter pdf(&buffer);
        pdf.setTitle(QStringLiteral("家庭医生签约服务协议书")); // whose it is, stands on the paper alone
        pdf.setCreator(QStringLiteral("Yigong"));
        setUpContractPage(pdf);
        drawContract(pdf, sheet);
    }
    YIGONG_LET(file, NewFile::create(path));
    file.device().write(buffer.data());
    return file.commit();
}

} // namespace yigong
