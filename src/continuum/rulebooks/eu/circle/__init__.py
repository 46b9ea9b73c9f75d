"""The circle round the person: family, community and victims, each with a wish of its own."""
