"""What all renderers share: pure functions from our nouns to what fits a platform, with strangers' text made safe."""
