// A small backend, there to be packaged.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
	"time"
)

type status struct {
	Service string    `json:"service"`
	Time    time.Time `json:"time"`
	Uptime  string    `json:"uptime"`
}

// withOrigin lets the front end at origin call the API from a browser.
func withOrigin(origin string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Vary", "Origin")
		if r.Method == http.MethodOptions {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	started := time.Now()
	routes := http.NewServeMux()
	routes.HandleFunc("/status", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		now := time.Now()
		json.NewEncoder(w).Encode(status{"backend", now, now.Sub(started).String()})
	})

	origin := os.Getenv("REQUEST_ORIGIN")
	log.Printf("listening on :8080, origin %s", origin)
	log.Fatal(http.ListenAndServe(":8080", withOrigin(origin, routes)))
}
