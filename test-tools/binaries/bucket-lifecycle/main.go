// Command bucket-lifecycle says what the clients of Google and Azure have against a lifecycle of a bucket.
//
// It reads objects such as {"provider": "gcs", "document": {"lifecycle": {}}} and answers each with a text, empty where
// nothing is wrong.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/storage/armstorage/v2"
	"google.golang.org/api/storage/v1"
)

type question struct {
	Provider string
	Document json.RawMessage
}

type gcsDocument struct {
	Lifecycle *storage.BucketLifecycle `json:"lifecycle"`
}

var judges = map[string]func(document []byte) error{
	"gcs":   func(document []byte) error { return readWhole(document, &gcsDocument{}) },
	"azure": judgeAzure,
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
		judge, known := judges[asked.Provider]
		if !known {
			return fmt.Errorf("no provider is called %q", asked.Provider)
		}
		complaint := ""
		if err := judge(asked.Document); err != nil {
			complaint = err.Error()
		}
		if err := encoder.Encode(complaint); err != nil {
			return err
		}
	}
}

func judgeAzure(document []byte) error {
	var policy armstorage.ManagementPolicySchema
	if err := readWhole(document, &policy); err != nil {
		return err
	}
	for _, rule := range policy.Rules {
		if rule.Type == nil || !slices.Contains(armstorage.PossibleRuleTypeValues(), *rule.Type) {
			return errors.New("a rule is of no known type")
		}
	}
	return nil
}

func readWhole(document []byte, target any) error {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(target); err != nil {
		return err
	}
	written, err := json.Marshal(target)
	if err != nil {
		return err
	}
	// A strict decoder is none for types that decode themselves, and takes names in any case.
	return compare(document, written)
}

func compare(document, written []byte) error {
	var before, after any
	if err := errors.Join(json.Unmarshal(document, &before), json.Unmarshal(written, &after)); err != nil {
		return err
	}
	if !reflect.DeepEqual(before, after) {
		return fmt.Errorf("only this was understood: %s", written)
	}
	return nil
}
