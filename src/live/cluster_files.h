// The folders of private clusters: the template that is kept, and one for each that runs.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "live/programs.h"

namespace underpin::live {

// PostgreSQL refuses to run as root: then somebody else has to run it.
struct Account {
  uid_t user = 0;
  gid_t group = 0;
  bool is_other = false;  // than ourselves
};
Account server_account();

// Runs a program in a folder as that account, and dies with us. -1 where it could not be started; what it says goes
// into `log`.
pid_t spawn(const std::vector<std::string>& words, const Account& account, const std::string& folder,
            const std::string& log);

// A new folder whose lock is held by the descriptor; removed by the next run where its holder is gone.
bool make_run_folder(std::string& folder, int& lock, std::string& why);
void remove_folder(const std::string& folder);
void remove_abandoned_folders();

// Copies the template of these programs to `data`, made first where there is none.
bool copy_template(const Programs& programs, const Account& account, const std::string& data, std::string& why);

std::string last_lines(const std::string& file);

}  // namespace underpin::live
