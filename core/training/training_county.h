// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/sites/site_tree.h"

#include <QDate>
#include <QStringList>
#include <functional>
#include <vector>

namespace yigong {

enum class TrainingSize
{
    Small,    ///< 3 townships, 12 villages, 6,000 residents
    Township, ///< 5 townships, 50 villages, 50,000 residents, 500,000 events of care
    County,   ///< 25 townships, 300 villages, 500,000 residents
};
QString nameOf(TrainingSize size); ///< "small", "township", "county"
std::optional<TrainingSize> trainingSizeFrom(QStringView name);

/// The day on which a training county stands unless told otherwise: 2026-11-25, 09:00 of the county's clock. Fixed, so
/// that the same seed gives the same records on any day.
constexpr int trainingYear = 2026, trainingMonth = 11, trainingDay = 25;
/// The password of every account in a training county. No secret: it stands in each store's training.json and on the
/// sign-in page.
QString trainingPassword();

struct TrainingProgress
{
    enum class Step
    {
        Records, ///< residents written
        Devices, ///< device stores made
        Files,   ///< made safe on the disk
    };
    Step step = Step::Records;
    qint64 done = 0;
    qint64 total = 0;
};

struct TrainingDevices
{
    enum class Which
    {
        Usual, ///< all for Small; the county hospital's, the first township's and its first village's otherwise
        All,
        None,
        These,
    };
    Which which = Which::Usual;
    QStringList codes; ///< of sites, for These
};

struct TrainingOptions
{
    QString folder; ///< must not be there, or be empty
    TrainingSize size = TrainingSize::Small;
    quint64 seed = 1;
    std::vector<Division> divisions; ///< a county, its towns, their villages; empty: a made-up county
    TrainingDevices devices;
    QDate today{trainingYear, trainingMonth, trainingDay};
    /// Told now and then; answering false stops, and nothing is left behind.
    std::function<bool(const TrainingProgress &)> progress;
    /// Makes the hub's certificate in its folder and answers its pin (32 bytes), which each device is given. Without
    /// it, devices have no pin yet. A function, because core/hub is not below this.
    std::function<Result<QByteArray>(const QString &hubFolder)> certify;
};

struct TrainingDevice
{
    QString siteCode;
    QString folder; ///< whole path
};

struct TrainingCounty
{
    QString hub; ///< whole path
    std::vector<TrainingDevice> devices;
    qint64 residents = 0;
    qint64 records = 0; ///< of all types, at the hub
    qint64 events = 0;  ///< of those: visits, what was found and prescribed in them, dispenses, stock, referrals
};

/// Makes a county out of a seed: `folder`/hub with every record and the hub's own tables, `folder`/devices/<site code>
/// for each enrolled device with the records of its scope, and `folder`/county.json (docs/training.md). Built beside,
/// in `folder`.part, and renamed at the end: after a stop or a crash nothing half-made bears the name.
/// The same seed, size, divisions and day give the same records, whichever devices are made.
/// Errors: AlreadyExists{folder} · Invalid{what} with field "divisions" · NotFound{site code} with field "devices" ·
/// Cancelled · those of the store and its files.
Result<TrainingCounty> buildTrainingCounty(const TrainingOptions &options);

} // namespace yigong
