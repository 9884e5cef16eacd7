"""The settings as the routing's policy."""

from config import Config
from routing.hours import Hours
from routing.policy import FloodRules, Policy, Strategy, TierStep
from routing.state import Tier


def policy_of(config: Config) -> Policy:
    """A tier is there when there is somebody to ring: the partner line only with its number."""
    return Policy(
        ring=config.ring,
        second_after=config.second_after,
        join=config.join,
        wrap_up=config.wrap_up,
        preferred=config.preferred,
        language_relaxes=config.language_relaxes,
        strategy=Strategy(config.strategy),
        fallbacks=config.fallbacks,
        language_hours={
            language: (Hours(begins=begins, ends=ends),)
            for language, (begins, ends) in config.language_hours.items()
        },
        line_at_most=config.line_at_most or None,
        tiers=tuple(_tiers(config)),
        flood=FloodRules(
            share=config.flood_share or None,
            repeats=config.flood_repeats or None,
            later_by=config.flood_later_by,
            reserved=config.flood_reserved,
            reroute_above=config.flood_reroute_above or None,
        ),
        zone=config.zone,
    )


def _tiers(config: Config) -> list[TierStep]:
    steps = [TierStep(tier=Tier.ON_CALL, after=config.on_call_after)]
    if config.partner_number:
        steps.append(TierStep(tier=Tier.PARTNER, after=config.partner_after))
    steps.append(TierStep(tier=Tier.MESSAGE, after=config.message_after))
    return steps
