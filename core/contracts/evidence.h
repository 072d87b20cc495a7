// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/fulfilment.h"
#include "core/store/transaction.h"

#include <QHash>
#include <functional>

namespace yigong {

/// What was served to residents with contracts, read in a few queries.
class EvidenceReading
{
public:
    /// `top`: the id under which a resident is listed, of any of theirs.
    using Top = std::function<Id(Id)>;

    EvidenceReading(const Snapshot &snapshot, QDate since, Top top)
        : m_snapshot(snapshot), m_since(since), m_top(std::move(top))
    {}

    /// Of everybody with a contract; values only where `withMeasurements`, as they are by far the most.
    Result<void> readAll(bool withMeasurements);
    Result<void> readOne(Id patient, bool withMeasurements);
    [[nodiscard]] std::span<const ServiceEvidence> of(Id resident) const;

private:
    Result<void> read(const std::string &whose, std::vector<Value> parameters, bool withMeasurements);
    Result<void> readVisits(const std::string &whose, const std::vector<Value> &parameters);
    Result<void> readForms(const std::string &whose, const std::vector<Value> &parameters);
    Result<void> readHealthForms(const std::string &whose, const std::vector<Value> &parameters);
    Result<void> readValues(const std::string &whose, const std::vector<Value> &parameters);
    void addMeasured(Id patient, const QStringList &codes, const ServiceEvidence &where);

    const Snapshot &m_snapshot;
    QDate m_since;
    Top m_top;
    QHash<Id, std::vector<ServiceEvidence>> m_found;
};

/// Whether any of them is shown by measured values.
bool asksForMeasurements(const ServiceItems &items);

} // namespace yigong
