"""The pure heart of Sidebeat: no Qt, no Bluetooth, no disk, no clock."""
