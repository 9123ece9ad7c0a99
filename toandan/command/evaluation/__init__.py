"""How well units do, and who needs attention (đánh giá đơn vị, nhận diện đơn vị chậm).

The room reads boards, lists and series and says which units are slow, since when, by which evidence, and who could
help; what is done about a slow unit is a directive's business. It keeps the score sheets of units for periods that are
over, and appeals against them. It holds no person data.
"""
