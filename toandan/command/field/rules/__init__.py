"""Pure decisions of the room: turnout, the planner's task, figures of a plan, what approval changes (quy tắc)."""
