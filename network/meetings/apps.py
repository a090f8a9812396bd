from collections.abc import Iterator

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "network.meetings"
    label = "meetings"
    verbose_name = "Meetings"

    def ready(self) -> None:
        from hub.access.audience import register_keys
        from hub.setup_steps import register_step
        from hub.waiting import register_asks
        from network.meetings.demo import load_demo_meetings
        from network.meetings.leaving import (
            end_calendar_addresses,
            parts_to_hand_over,
            withdraw_invitations,
        )
        from network.meetings.permissions import keys_from_groups
        from network.meetings.planning import make_network_group
        from network.meetings.search_records import register_findings
        from network.meetings.waiting import asks
        from network.people.leaving import register_belongings, register_withdrawal

        register_keys(keys_from_groups, "group")
        register_findings()
        register_asks(asks)
        register_belongings(parts_to_hand_over)
        register_withdrawal("invitations to meetings", withdraw_invitations)
        register_withdrawal("calendar addresses", end_calendar_addresses)
        register_step("new_network", 40, "The network's own group", make_network_group)
        register_step("demo", 40, "Meetings of the demonstration", load_demo_meetings)

    def bench_lines(self) -> Iterator[str]:
        """Lines of `make bench`."""
        from network.meetings.bench import bench_rota

        for councils, meetings, seconds, limit in bench_rota():
            yield f"rota, {councils} councils by {meetings}: {seconds:.3f} s (aim {limit} s)"
