"""The main job over HTTP: one real case from complaint to a volume that anyone can verify."""

from checks import Checks
from main_job import MainJob
from office import DemoOffice


def main():
    checks = Checks()
    with DemoOffice() as place:
        job = MainJob(place)
        with checks.step("the complaint comes in"):
            job.clock("2026-09-21T09:10")
            job.receive()
            job.take_material()
            job.clock("2026-09-21T09:50")
            job.register()
        with checks.step("acceptance and filing"):
            job.clock("2026-09-22T10:00")
            job.accept()
            job.clock("2026-09-29T15:00")
            job.propose_filing()
            job.clock("2026-10-08T09:30")
            job.approve(job.zhou, "filing-approval-form", "同意立案。")
            job.number()
            job.hand_over(job.wang, "case", "intake-dept", "handling-dept")
            page = job.assign(lead="wang", expect=422)
            print(page.problem)
            job.assign()
        with checks.step("inspection"):
            job.clock("2026-10-13T13:00")
            job.judge_triggers()
            job.clock("2026-10-13T14:45")
            act = job.inspect()
            job.clock("2026-10-13T16:30")
            job.film(act, "bwc-1", 18, "2026-10-13T14:00:00+08:00")
            job.film(act, "bwc-2", 19, "2026-10-13T14:21:00+08:00")
            job.explain_gap(act)
            job.sort_recordings(act)
            job.clock("2026-10-13T17:30")
            job.finish_inspection(act)
        with checks.step("questioning"):
            job.clock("2026-10-15T11:00")
            job.question()
        with checks.step("conclusion and order"):
            job.clock("2026-10-19T09:00")
            job.conclude()
            job.order()
            job.clock("2026-10-19T15:00")
            job.serve_order()
            job.clock("2026-10-30T10:30")
            job.verify_correction()
        with checks.step("penalty is proposed"):
            job.clock("2026-11-02T09:00")
            job.propose_penalty()
            job.write_notice()
            job.clock("2026-11-03T09:00")
            job.review_papers()
            job.enter_paper_approval()
            job.approve(job.zhou, "proposed-penalty-approval-form", "同意。")
            job.issue_notice()
            job.clock("2026-11-04T10:00")
            job.serve_directly("prior-notice", "2026-11-04T10:00")
        with checks.step("statement"):
            job.clock("2026-11-06T09:30")
            job.request_statement()
            job.clock("2026-11-09T10:00")
            job.hear()
            job.clock("2026-11-09T15:00")
            job.deliberate()
        with checks.step("decision"):
            job.clock("2026-11-10T09:00")
            job.enter_procedure()
            job.clock("2026-11-11T10:00")
            job.decide()
            job.clock("2026-11-12T10:00")
            job.serve_directly("penalty-decision", "2026-11-12T10:00")
        with checks.step("fulfilment and closing"):
            job.clock("2026-11-16T10:00")
            job.pay("18200", "12200")
            job.clock("2026-11-20T10:00")
            job.pay("12200", "0")
            job.enter(job.li, "decision-fulfilled", evidence="工资支付凭证、罚款缴款书")
            job.clock("2026-11-23T09:00")
            job.propose_closing()
            job.clock("2026-11-23T15:00")
            job.close()
        with checks.step("archive"):
            job.clock("2026-11-24T10:00")
            job.archive()
    checks.close()


if __name__ == "__main__":
    main()
