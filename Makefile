# What can be done here, one line each. The work is in Scripts.

# Where `make install` puts attune.
PREFIX = /usr/local
# How long `make fuzz` feeds each target.
SECONDS = 600

.PHONY: help test verify site preview bench fuzz install format clean

help: ## say what make can do here (this text)
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

test: ## install what is missing, then lint, build and test everything
	@Scripts/test

verify: ## look at the built example site as hosts, browsers and feed readers do
	@Scripts/verify

site: ## install what is missing, then build the site of this folder into Public
	@Scripts/site

preview: ## show the site of this folder in your browser, and every change as it is saved
	@Scripts/preview

bench: ## measure one article, one page, and whole sites
	@Scripts/bench

fuzz: ## feed each parser hostile bytes for SECONDS seconds (600)
	@Scripts/fuzz $(SECONDS)

install: ## build attune and put it into PREFIX (/usr/local)
	@Scripts/install '$(DESTDIR)$(PREFIX)'

format: ## lay out all Swift code as the project wants it
	@git ls-files -z -c -o --exclude-standard -- '*.swift' | xargs -0 swift format -i --parallel

clean: ## remove what was built; Public stays
	rm -rf .build .build-fuzz .build-install
