"""Everything about visits in chat, in the order in which it is asked."""

from handlers.visit import (
    coverage,
    duty_gaps,
    handovers,
    home_moves,
    home_offers,
    leaves,
    own_months,
    red_spots,
    rest_duties,
    unmet,
    visit_correct,
    visit_missed,
    visits,
    walk_plan,
)

ROUTERS = (
    visits.router,
    walk_plan.router,
    visit_correct.router,
    leaves.router,
    handovers.router,
    home_moves.router,
    home_offers.router,
    rest_duties.router,
    duty_gaps.router,
    visit_missed.router,
    coverage.router,
    own_months.router,
    red_spots.router,
    unmet.router,
)
