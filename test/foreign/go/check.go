// Checks audit bundles and tlog-proofs with the code that Go's module mirror uses, none of it ours. Reads a list of cases
// as JSON from standard input and answers each with an empty text, or with why it was refused.
package main

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type testCase struct {
	Key    string `json:"key"`
	Bundle string `json:"bundle"`
	Since  string `json:"since"`
	Event  string `json:"event"`
	Proof  string `json:"proof"`
}

type head struct {
	origin string
	size   int64
	root   tlog.Hash
}

func open(signed []byte, key string) (head, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return head{}, err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return head{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return head{}, errors.New("not a checkpoint of this key's ledger")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return head{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return head{lines[0], size, root}, err
}

func file(archive *zip.ReadCloser, name string) ([]byte, error) {
	in, err := archive.Open(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(in)
}

func checkBundle(c testCase) error {
	archive, err := zip.OpenReader(c.Bundle)
	if err != nil {
		return err
	}
	defer archive.Close()
	signed, err := file(archive, "checkpoint")
	if err != nil {
		return err
	}
	h, err := open(signed, c.Key)
	if err != nil {
		return err
	}
	text, err := file(archive, "entries.ndjson")
	if err != nil {
		return err
	}
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			found[i] = stored[index]
		}
		return found, nil
	})
	entries := bytes.Split(text, []byte("\n"))
	entries = entries[:len(entries)-1]
	for i, entry := range entries {
		hashes, err := tlog.StoredHashes(int64(i), entry, reader)
		if err != nil {
			return err
		}
		stored = append(stored, hashes...)
	}
	if int64(len(entries)) != h.size {
		return fmt.Errorf("%d entries, %d signed", len(entries), h.size)
	}
	root, err := tlog.TreeHash(h.size, reader)
	if err != nil {
		return err
	}
	if root != h.root {
		return errors.New("another root than the signed one")
	}
	if c.Since == "" {
		return nil
	}
	older, err := open([]byte(c.Since), c.Key)
	if err != nil {
		return err
	}
	if older.size > h.size {
		return errors.New("shorter than the older checkpoint")
	}
	proof, err := tlog.ProveTree(h.size, older.size, reader)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, h.size, h.root, older.size, older.root)
}

func checkProof(c testCase) error {
	before, signed, ok := strings.Cut(c.Proof, "\n\n")
	lines := strings.Split(before, "\n")
	if !ok || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a tlog-proof")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	h, err := open([]byte(signed), c.Key)
	if err != nil {
		return err
	}
	event, err := base64.StdEncoding.DecodeString(c.Event)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, h.size, h.root, index, tlog.RecordHash(event))
}

func main() {
	var cases []testCase
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		panic(err)
	}
	answers := make([]string, len(cases))
	for i, c := range cases {
		check := checkBundle
		if c.Bundle == "" {
			check = checkProof
		}
		func() {
			defer func() {
				if r := recover(); r != nil {
					answers[i] = fmt.Sprint("panic: ", r)
				}
			}()
			if err := check(c); err != nil {
				answers[i] = err.Error()
			}
		}()
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}
