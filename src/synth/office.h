// The synthetic office: takes a batch of applications through receiving, correction, screening, decision and payment with
// the same commands that people use, each step of a batch one durable unit.
#pragma once

#include <set>

#include "app/desk.h"
#include "synth/plan.h"

namespace hashira::synth {

class Office {
 public:
  Office(app::Engine& engine, std::shared_ptr<const audit::Version> version, Date opens, Date last, Random& random)
      : engine_(engine), version_(std::move(version)), opens_(opens), last_(last), random_(random) {
    const auto& money = version_->programme.money;
    waits_ = money && money->waiting;
    reports_ = money && money->subsidy && !money->subsidy->settled_with_decision;
    if (money && money->settles) layer_ = version_->programme.figure(money->settles->figure)->layer;
  }

  // Days of a batch run from `first` on, none after the last.
  Done take(std::span<const Planned> batch, Date first);
  // Programmes that grant another layer what it paid: one grant for each value of the dimension, on what was paid until
  // `day`; and at the end what was really paid, as a change of the grant.
  Done grant(Date day);
  Done settle_grants(Date day);
  std::uint64_t received() const { return received_; }
  std::uint64_t paid() const { return paid_; }

 private:
  struct Open {
    const Planned* planned = nullptr;
    Applicant applicant;
    std::uint64_t number = 0;  // of the case
    bool waiting = false;      // its waiting time ends after the last day
    std::optional<Mistake> mistake;  // End::changed: what will be found wrong after payment
  };
  Done receive(std::span<const Planned> batch, Date day);
  Result<Applicant> applicant_of(const Planned& planned, Date day);
  Done correct(Date day);
  // 事前確認 and 請求; the day from which all that have claimed may be screened.
  Result<Date> wait(Date day);
  Done screen(Date day);
  Done decide(Date day);
  // office_subsidy.cpp: reports, inspects, settles and claims what is settled after the decision; the day from which it is paid.
  Result<Date> carry_out_projects(Date day);
  Result<Date> carry_out(app::Work& work, Open& one, Date day);
  Done pay(Date day);
  // office_after.cpp
  Done settle(Date day);
  Done mark(app::Work& work, const Open& one, app::Payment what, Yen amount, Date day, const std::string& note);
  Done bounce(app::Work& work, const Open& one, Date day);
  Done reclaim(app::Work& work, const Open& one, Yen owed, Date day);
  Done change(app::Work& work, const Open& one, Date day);
  Done cancel(app::Work& work, const Open& one, Date day);
  Done correct_dimension(app::Work& work, const Open& one, Date day);
  app::Actor actor(const char* role, Date day) const;
  bool reaches(const Open& open, End end) const;
  bool is_payment(const Open& open) const;  // gets as far as being paid
  Done each(const std::function<Done(app::Work&, const Open&)>& step);

  app::Engine& engine_;
  std::shared_ptr<const audit::Version> version_;
  Date opens_, last_;
  Random& random_;
  std::vector<Open> open_;
  std::uint64_t drawn_ = 0, received_ = 0, paid_ = 0;
  std::optional<Applicant> before_;
  bool waits_ = false;
  bool reports_ = false;  // what is decided is settled and paid after a report
  std::string layer_;  // of whom the applicants are paid; empty: the prefecture
  std::map<std::string, std::uint64_t> last_of_;  // figure → the applicant who came last for it
  std::set<std::string> taken_;                   // applicant and entitlement, once each
  std::vector<Open> grants_;
};

}  // namespace hashira::synth
