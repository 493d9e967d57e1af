"""Where notifications come from: Bluetooth, a simulated strap, a recording; and what their bytes mean."""
