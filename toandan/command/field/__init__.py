"""Where every kit stands next week and whom it visits: plans in versions, approved by a person (lập kế hoạch lưu động).

The room gathers what the planner of `ground/routing` asks for, keeps its plans unchanged for ever, and carries an
approved one out through the operations of sessions. It never decides by itself that a plan counts.
"""
