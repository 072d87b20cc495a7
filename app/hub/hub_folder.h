// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/database.h"

#include <memory>
#include <string>
#include <vector>

namespace yigong {

/// What the verbs of yigong-hub are given.
struct Arguments
{
    std::string folder, listen = "127.0.0.1:0", keyFile, backup;
    std::vector<std::string> hosts;
    std::string site, name, device, reason, replaces, again; ///< of devices
    std::string divisions, county, login, secretFile;        ///< of the county's founding
    std::string stick;                                       ///< of packages
    std::string address;                                     ///< of this hub, for laptops that it sets up
    int hours = 24;
};

enum class For
{
    Reading,
    Writing,
    Making,
    Encrypting
};

/// The hub's store, by its key file or the credential of its unit.
Result<std::unique_ptr<Database>> openHub(const Arguments &a, For purpose);

} // namespace yigong
