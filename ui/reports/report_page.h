// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/reports/report.h"
#include "ui/shell/page.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/table.h"

namespace yigong {

class Card;
class Label;
class PageHead;
class ReportChartView;

/// A report over this site and what is below it: which, of which time, of which part. What is missing stands between
/// the title and the figures; rows of sites that have not reported are grey. Ctrl+E exports, Ctrl+P makes a PDF.
class ReportPage : public Page
{
    Q_OBJECT
public:
    explicit ReportPage(Workplace &place, QWidget *parent = nullptr);

    void open(const QVariant &argument) override; ///< a report's name, or nothing
    void refresh() override;
    QWidget *firstFocus() override;

    /// Writes what is shown to a file: .xlsx, .csv or .pdf. Answers through `fileWritten` or `failed`.
    void writeTo(const QString &path);

Q_SIGNALS:
    void shown();
    void fileWritten(const QString &path);

private:
    struct Line
    {
        ReportRow row;
        bool isTotal = false;
    };
    void build();
    QWidget *buildChoices();
    void readSites();
    void choosePeriod(const QString &key);
    void read();
    void show(ReportTable table);
    void showMissing();
    void showTable();
    void showChart();
    void askWhere(const QString &suffix);
    [[nodiscard]] QString siteName(Id site) const;
    [[nodiscard]] bool isChinese() const;
    [[nodiscard]] QString in(const Wording &wording) const;
    Cell cellOf(const Line &line, int column) const;
    int widthOf(std::size_t column) const;

    Workplace &m_place;
    Question m_question;
    std::optional<ReportTable> m_report;

    PageHead *m_head = nullptr;
    Segments *m_name = nullptr;
    Segments *m_period = nullptr;
    DateField *m_from = nullptr;
    DateField *m_to = nullptr;
    ComboField *m_site = nullptr;
    Banner *m_missing = nullptr;
    Card *m_chartCard = nullptr;
    QWidget *m_keys = nullptr; ///< what each colour of the chart means
    ReportChartView *m_chart = nullptr;
    PagedModel<Line> *m_model = nullptr;
    Table *m_table = nullptr;
    Label *m_source = nullptr;
};

} // namespace yigong
