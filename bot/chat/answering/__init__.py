"""From words to an answer, on every platform: who asks, what is answered once, what is offered, how much waits."""
