package controller

// Advance does with one Canary what its schedule does after each interval.
func (c *Controller) Advance(name, namespace string) {
	c.advanceCanary(name, namespace)
}
