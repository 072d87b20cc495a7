// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/verbs.h"
#include "core/base/platform/durable_file.h"
#include "core/exchange/divisions_reader.h"
#include "core/hub/certificate.h"
#include "core/training/training_county.h"

#include <QJsonArray>
#include <QJsonObject>
#include <limits>

namespace yigong {

namespace {

TrainingDevices devicesFrom(const std::optional<QString> &text)
{
    using enum TrainingDevices::Which;
    if (!text)
        return {Usual, {}};
    if (*text == QStringLiteral("all"))
        return {All, {}};
    if (*text == QStringLiteral("none"))
        return {None, {}};
    return {These, text->split(u',', Qt::SkipEmptyParts)};
}

QString lineOf(const TrainingProgress &progress)
{
    switch (progress.step) {
    case TrainingProgress::Step::Records:
        return QStringLiteral("%1 of %2 residents written").arg(progress.done).arg(progress.total);
    case TrainingProgress::Step::Devices:
        return QStringLiteral("%1 of %2 laptops made").arg(progress.done).arg(progress.total);
    case TrainingProgress::Step::Files:
        return QStringLiteral("%1 files made safe").arg(progress.done);
    }
    return {};
}

Result<void> createCounty(const Ctl &ctl, TrainingOptions options, const std::optional<QString> &divisionsFile)
{
    if (divisionsFile) {
        YIGONG_LET(list, readDivisions(*divisionsFile));
        options.divisions = std::move(list.divisions);
    }
    options.progress = [&ctl](const TrainingProgress &progress) {
        ctl.progress(lineOf(progress));
        return true;
    };
    options.certify = [&ctl](const QString &hub) -> Result<QByteArray> {
        YIGONG_TRY(makeHubCertificate(hub, CertificateWish{}, ctl.clock().now()));
        YIGONG_LET(pem, readWholeFile(hub + QStringLiteral("/hub.crt")));
        return publicKeyPin(pem);
    };
    YIGONG_LET(county, buildTrainingCounty(options));
    QJsonArray devices;
    for (const TrainingDevice &device : county.devices)
        devices.append(
            QJsonObject{{QStringLiteral("site"), device.siteCode}, {QStringLiteral("folder"), device.folder}});
    return ctl.print({{QStringLiteral("hub"), county.hub},
                      {QStringLiteral("devices"), devices},
                      {QStringLiteral("residents"), county.residents},
                      {QStringLiteral("records"), county.records},
                      {QStringLiteral("events"), county.events}});
}

} // namespace

void registerTrainingVerbs(Ctl &ctl)
{
    CLI::App &create = ctl.verb(ctl.noun("training", "Made-up counties, for training and tests"), "create",
                                "Make a county with its hub and laptops out of a seed");
    const auto &folder = ctl.text(create, "DIR", "A folder that is not there yet, or empty", Given::Always);
    const auto &size =
        ctl.choice(create, "--size", "6,000, 50,000 or 500,000 residents",
                   {nameOf(TrainingSize::Small), nameOf(TrainingSize::Township), nameOf(TrainingSize::County)},
                   nameOf(TrainingSize::Small));
    const auto &seed =
        ctl.number(create, "--seed", "The same seed gives the same records", 1, 0, std::numeric_limits<qint64>::max());
    const auto &divisions = ctl.text(create, "--divisions", "CSV with the towns and villages of a real county");
    const auto &devices = ctl.text(create, "--devices", "all, none, or sites' codes with commas between");
    const auto &today = ctl.day(
        create, "--today", "The county's day; without it 2026-11-25, so that a seed gives the same records on any day");
    ctl.runs(create, [&ctl, &folder, &size, &seed, &divisions, &devices, &today] {
        TrainingOptions options;
        options.folder = *folder;
        options.size = *trainingSizeFrom(size);
        options.seed = static_cast<quint64>(seed);
        options.devices = devicesFrom(devices);
        options.today = today.value_or(options.today);
        return createCounty(ctl, std::move(options), divisions);
    });
}

} // namespace yigong
