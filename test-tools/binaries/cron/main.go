// Command cron says when the CronJob controller would start runs, by the library that the controller uses itself.
//
// It reads objects such as {"schedule": "0 2 * * *", "timeZone": "Etc/UTC", "from": "2026-01-01T00:00:00Z", "count": 3}
// and answers each with a list of times, or with null where there is no such schedule or zone.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
	_ "time/tzdata"

	"github.com/robfig/cron/v3"
)

type question struct {
	Schedule string
	TimeZone string
	From     time.Time
	Count    int
}

func main() {
	if err := answer(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func answer(in io.Reader, out io.Writer) error {
	decoder, encoder := json.NewDecoder(in), json.NewEncoder(out)
	for {
		var asked question
		if err := decoder.Decode(&asked); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		starts, err := startsOf(asked)
		if err != nil {
			starts = nil
		}
		if err := encoder.Encode(starts); err != nil {
			return err
		}
	}
}

func startsOf(asked question) ([]time.Time, error) {
	zone, err := time.LoadLocation(asked.TimeZone)
	if err != nil {
		return nil, err
	}
	schedule, err := cron.ParseStandard(asked.Schedule)
	if err != nil {
		return nil, err
	}
	starts := make([]time.Time, 0, asked.Count)
	for next := asked.From.In(zone); len(starts) < asked.Count; {
		next = schedule.Next(next)
		starts = append(starts, next.UTC())
	}
	return starts, nil
}
