// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/stick.h"
#include "core/base/platform/durable_file.h"
#include "core/sync/package_call.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

namespace yigong {

namespace {

const QString packageNames = QStringLiteral("*.ygp");

Id deviceOfHead(const PackageHead &head)
{
    return head.kind == PackageKind::ToHub ? head.from : head.to;
}

PackageOnStick lookedAt(const QString &path)
{
    PackageOnStick on{path, {}, 0};
    const auto bytes = packageBytes(path);
    const auto found = bytes ? findPackage(*bytes) : Result<FoundPackage>(fail(bytes.error()));
    if (found) {
        on.head = found->head;
        on.whole = found->whole;
    }
    return on;
}

Result<void> needsStick(const QString &folder)
{
    // Made by no one but the person: where a stick is usually mounted, a new folder must not pass for it.
    if (!QFileInfo(folder).isDir())
        return fail(ErrorKind::FileMissing, QStringLiteral("stick"), {folder});
    return {};
}

Result<QByteArray> called(const AskLine &line, const PackageCall &call)
{
    return postSealed(line, SealedFor::Package, encode(call));
}

/// What the hub says of one device's package, and not of the courier.
bool concernsOneDevice(const Error &error)
{
    return error.kind == ErrorKind::Forbidden || error.kind == ErrorKind::NotFound ||
           error.kind == ErrorKind::OutOfRange;
}

Result<void> handIn(const AskLine &line, const Clock &clock, const PackageOnStick &file, CarriedDevice &carried)
{
    YIGONG_LET(bytes, packageBytes(file.path));
    YIGONG_LET(body, called(line, {PackageCall::Kind::HandIn, clock.now(), carried.device, 0, bytes}));
    auto reading = decodeReading(body);
    if (!reading)
        return fail(ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("message")});
    reading->head = *file.head;
    carried.handedIn.push_back({file.path, *reading});
    return {};
}

Result<void> fetch(const AskLine &line, const Clock &clock, const QString &folder, CarriedDevice &carried)
{
    qint64 behind = 0, first = 0;
    for (bool more = true; more;) {
        YIGONG_LET(body, called(line, {PackageCall::Kind::Fetch, clock.now(), carried.device, behind, {}}));
        const auto fetched = decodeFetched(body);
        const auto found = fetched ? findPackage(fetched->package) : Result<FoundPackage>(fail(fetched.error()));
        if (!found || found->head.to != carried.device || !found->isWhole())
            return fail(ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("package")});
        behind = found->head.number;
        first = first == 0 ? behind : first;
        carried.site = found->head.site;
        carried.name = found->head.device;
        YIGONG_TRY(keepPackage(folder, {found->head, fetched->package, 0, fetched->more}, first));
        ++carried.fetched;
        more = fetched->more;
    }
    return {};
}

} // namespace

Result<QByteArray> packageBytes(const QString &path)
{
    return readWholeFile(path, largestPackage);
}

Result<QString> keepPackage(const QString &folder, const WrittenPackage &package, qint64 replaces)
{
    YIGONG_TRY(needsStick(folder));
    const PackageHead &head = package.head;
    QString path = folder + u'/' + packageFileName(head);
    YIGONG_TRY(writeDurably(path, package.bytes));
    YIGONG_LET(all, packagesOn(folder));
    for (const PackageOnStick &old : all)
        if (old.head && old.head->kind == head.kind && deviceOfHead(*old.head) == deviceOfHead(head) &&
            old.head->number < (replaces == 0 ? head.number : replaces))
            QFile::remove(old.path);
    return path;
}

Result<std::vector<PackageOnStick>> packagesOn(const QString &path)
{
    std::vector<PackageOnStick> found;
    if (QFileInfo(path).isFile()) {
        found.push_back(lookedAt(path));
        return found;
    }
    YIGONG_TRY(needsStick(path));
    for (const QString &name : QDir(path).entryList({packageNames}, QDir::Files, QDir::Name))
        found.push_back(lookedAt(path + u'/' + name));
    // The names of a direction and device differ in their numbers alone, but only as long as nobody renames them.
    const auto order = [](const PackageOnStick &on) {
        return on.head ? std::tuple(static_cast<int>(on.head->kind), deviceOfHead(*on.head), on.head->number)
                       : std::tuple(0, Id{}, qint64{0});
    };
    std::stable_sort(found.begin(), found.end(),
                     [&order](const auto &a, const auto &b) { return order(a) < order(b); });
    return found;
}

Result<std::vector<StickReading>> readStick(StickSession &session, const QString &path)
{
    YIGONG_LET(all, packagesOn(path));
    std::vector<StickReading> read;
    for (const PackageOnStick &on : all) {
        const auto bytes = packageBytes(on.path);
        if (!bytes) { // one that cannot be read keeps no other from being
            read.push_back({on.path, {}});
            read.back().reading.word = QStringLiteral("unreadable");
            continue;
        }
        YIGONG_LET(reading, session.read(*bytes));
        read.push_back({on.path, std::move(reading)});
    }
    return read;
}

Result<std::vector<CarriedDevice>> carryPackages(const AskLine &line, const Clock &clock, const QString &folder,
                                                 const std::vector<Id> &others)
{
    YIGONG_LET(all, packagesOn(folder));
    std::vector<CarriedDevice> carried;
    const auto of = [&carried](Id device) -> CarriedDevice & {
        const auto at = std::find_if(carried.begin(), carried.end(),
                                     [device](const CarriedDevice &c) { return c.device == device; });
        return at == carried.end() ? carried.emplace_back(CarriedDevice{device, {}, {}, {}, 0, {}}) : *at;
    };
    for (const Id &device : others)
        of(device);
    for (const PackageOnStick &on : all) {
        if (!on.head || deviceOfHead(*on.head) == line.device)
            continue;
        CarriedDevice &device = of(deviceOfHead(*on.head));
        device.site = on.head->site;
        device.name = on.head->device;
        if (on.head->kind == PackageKind::ToHub)
            YIGONG_TRY(handIn(line, clock, on, device));
    }
    for (CarriedDevice &device : carried)
        if (const auto done = fetch(line, clock, folder, device); !done) {
            if (!concernsOneDevice(done.error()))
                return fail(done.error());
            device.problem = done.error();
        }
    return carried;
}

} // namespace yigong
