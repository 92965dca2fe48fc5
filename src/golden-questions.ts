import type { GoldenQuestion } from './server/questions';

/** Questions the default world answers; the explorer opens with the first. */
export const goldenQuestions: readonly GoldenQuestion[] = [
  {
    title: 'What was adopted in Valletta, and who promised what?',
    document: `query Declaration {
  association(slug: "ampcc") {
    name
    collaborations(
      where: { kind: [AGREEMENT], region: ["hub:MENA"] }
      first: 1
    ) {
      nodes {
        __typename
        title
        ... on Agreement {
          agreementKind
          adoptedOn
        }
        related(relation: ADOPTED_AT) {
          collaboration {
            __typename
            title
            ... on Event {
              location {
                name
              }
            }
          }
        }
        commitments {
          totalCount
          nodes {
            position
            kind
            text
            levels
            status
            places {
              name
            }
            beneficiaries {
              name
            }
            partiesText
          }
        }
        followUps {
          nodes {
            kind
            isPeriodic
            recurrence
            nextDueOn
            status
          }
        }
        sources {
          asOf
          source {
            kind
            language
            title
            url
          }
        }
      }
    }
  }
}
`,
  },
  {
    title: 'Who presides over AMPCC, and of which city is that person mayor?',
    document: `query President {
  association(slug: "ampcc") {
    officeHolders(role: PRESIDENT) {
      person {
        name
      }
      title
      validFrom
      byVirtueOf {
        role
        at {
          __typename
          name
        }
      }
      sources {
        source {
          kind
          url
        }
      }
    }
  }
}
`,
  },
  {
    title: 'What does being a Friend of Strong Cities give, and who has been invited?',
    document: `query Tier {
  network(slug: "strong-cities-network") {
    tiers {
      code
      name
      category
      openTo
      memberCount
      benefits {
        kind
        onwardSharing
        description
      }
    }
    members(where: { status: [INVITED] }) {
      nodes {
        status
        member {
          name
        }
        transitions {
          to
          on
          at {
            title
          }
        }
      }
    }
  }
}
`,
  },
  {
    title: 'Which promises are late, and who should act?',
    document: `query Late {
  commitments(where: { isOverdue: true }, orderBy: { field: DUE_ON, direction: ASC }) {
    totalCount
    nodes {
      text
      dueOn
      status
      responsible {
        name
      }
      collaboration {
        title
      }
      updates(first: 1) {
        nodes {
          on
          status
          note
        }
      }
    }
  }
  followUps(where: { isOverdue: true }) {
    totalCount
  }
}
`,
  },
  {
    title: 'Which Moroccan cities are in no network, or in one?',
    document: `query Unconnected {
  cities(
    where: { country: ["MA"], membershipCount: { lte: 1 } }
    orderBy: { field: POPULATION, direction: DESC }
    first: 10
  ) {
    totalCount
    nodes {
      name
      population {
        value
        year
      }
      memberships {
        totalCount
      }
      suggestedNetworks(first: 1) {
        edges {
          reasons
          node {
            name
          }
        }
      }
    }
  }
}
`,
  },
  {
    title: 'Which cities are in both Strong Cities and MedCities, but not in C40?',
    document: `query Both {
  cities(
    where: {
      memberOfAll: [
        # Strong Cities Network and MedCities
        "TmV0d29yazo3MGQ0NGM3ZS00ZDY5LTViNTEtYjk0ZS0xM2I0YzE4M2RmNTA"
        "TmV0d29yazo3ODcyZmIyMC1kNmMyLTU1ZWQtYTAxNS01MDBmNDgwMGE3OGY"
      ]
      memberOfNone: [
        # C40
        "TmV0d29yazo0ZDQ1NzAyMS0yYjIwLTU2OGQtODYyNy02N2JhZGFjNDhmNGY"
      ]
    }
    first: 20
  ) {
    totalCount
    nodes {
      slug
      country {
        name
      }
    }
  }
}
`,
  },
  {
    title: 'Where are the members of Strong Cities, country by country, to put on a map?',
    document: `query Map {
  cityGroups(
    where: {
      # Strong Cities Network
      memberOfAny: ["TmV0d29yazo3MGQ0NGM3ZS00ZDY5LTViNTEtYjk0ZS0xM2I0YzE4M2RmNTA"]
    }
    groupBy: [COUNTRY]
  ) {
    keys
    count
    populationSum
  }
  network(slug: "strong-cities-network") {
    members(first: 100) {
      nodes {
        member {
          __typename
          name
          ... on City {
            coordinates {
              latitude
              longitude
            }
          }
        }
      }
    }
  }
}
`,
  },
  {
    title: 'The press says 224 cities. Is it so, and how did it grow?',
    document: `query Growth {
  network(slug: "strong-cities-network") {
    memberCount
    reportedFigures {
      metric
      value
      qualifier
      on
      sources {
        source {
          title
          publishedOn
        }
      }
    }
    growth(from: "2015-01-01", step: YEAR) {
      on
      value
    }
    dataStatus {
      grade
      coverage
      staleDays
      issues
    }
  }
}
`,
  },
];
