// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/inventory/balance.h"
#include "core/inventory/special_drugs.h"
#include "ui/shell/page.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/table.h"

namespace yigong {

class Button;
class PageHead;
class ReportChartView;

/// The shelves of this site: every batch with what is left and until when, what is to be counted first. Enter counts
/// the batch; Ctrl+N takes in a delivery.
class PharmacyPage : public Page
{
    Q_OBJECT
public:
    explicit PharmacyPage(Workplace &place, QWidget *parent = nullptr);

    /// "due" or "expiry" shows those; a batch's id opens its count; else all.
    void open(const QVariant &argument) override;
    void refresh() override { read(); }
    QWidget *firstFocus() override { return m_table; }

Q_SIGNALS:
    void listed(int batches);
    void written();

private:
    void build();
    void read();
    void show(std::vector<BatchBalance> batches);
    void showRows();
    void showChart();
    void countWanted();
    void receive();
    void count(int row);
    void takeOff();
    void openRegister();
    /// Goes on with what moves: at once, or once a second person has signed beside.
    void underSignatures(const StockBatch &batch, const QString &what,
                         std::function<void(const std::optional<SecondSignature> &)> goOn);
    template <typename T, typename Say> void writes(const QFuture<Result<T>> &done, Say say);
    [[nodiscard]] bool isIn(const BatchBalance &batch, const QString &group) const;
    [[nodiscard]] int countOf(const QString &group) const;
    [[nodiscard]] Options groups() const;
    [[nodiscard]] QString drugTitle(const QString &code) const;
    [[nodiscard]] QString unitOf(const QString &code) const;
    Cell cellOf(const BatchBalance &batch, int column) const;
    [[nodiscard]] ChipSpec expiryChip(const BatchBalance &batch) const;

    Workplace &m_place;
    Question m_question;
    Id m_wanted; ///< to be counted as soon as it has been read
    std::vector<BatchBalance> m_batches;
    PageHead *m_head = nullptr;
    Segments *m_group = nullptr;
    PagedModel<BatchBalance> *m_model = nullptr;
    Table *m_table = nullptr;
    ReportChartView *m_chart = nullptr;
};

} // namespace yigong
