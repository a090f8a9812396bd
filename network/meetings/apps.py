from collections.abc import Iterator

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "network.meetings"
    label = "meetings"
    verbose_name = "Meetings"

    def ready(self) -> None:
        from hub.audience import register_keys
        from hub.front_door import register_asks, register_news, register_turn
        from hub.setting_up import register_step
        from network.meetings.belongings import parts_to_hand_over
        from network.meetings.demo import load_demo_meetings
        from network.meetings.findings import register_findings
        from network.meetings.front_page import asks, news
        from network.meetings.keys import keys_from_groups
        from network.meetings.leaving import end_calendar_addresses, withdraw_invitations
        from network.meetings.my_data import meetings_of
        from network.meetings.rounds import turn_for
        from network.meetings.setting_up import make_network_group
        from network.people.belongings import register_belongings
        from network.people.leaving import register_withdrawal
        from network.people.personal_data import register_personal_data

        register_keys(keys_from_groups, "group")
        register_findings()
        register_asks(asks)
        register_belongings(parts_to_hand_over)
        register_personal_data("meetings", meetings_of)
        register_withdrawal("invitations to meetings", withdraw_invitations)
        register_withdrawal("calendar addresses", end_calendar_addresses)
        register_news(news)
        register_turn(turn_for)
        register_step("new_network", 40, "The network's own group", make_network_group)
        register_step("demo", 40, "Meetings of the demonstration", load_demo_meetings)

    def bench_lines(self) -> Iterator[str]:
        """Lines of `make bench`."""
        from network.meetings.bench import bench_rota

        for councils, meetings, seconds, limit in bench_rota():
            yield f"rota, {councils} councils by {meetings}: {seconds:.3f} s (aim {limit} s)"
